package dev.tensile.chart;

/**
 * A picture of a run, drawn for a page and once more for a phone.
 *
 * @param name of its file, without ending
 * @param title what it shows
 * @param description what is to be seen in it, in words and numbers, for those who cannot see it
 */
public record Chart(String name, String title, String description, Drawing wide, Drawing narrow) {
    /** The bytes of its file. */
    public String file() {
        return wide.file();
    }
}

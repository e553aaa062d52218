package dev.tensile.experiment;

/** Where in a script something was declared; line 0 means that it was not declared in a script. */
public record SourceRef(String file, int line) {
    public static final SourceRef NONE = new SourceRef("", 0);

    public boolean isKnown() {
        return line > 0;
    }

    @Override
    public String toString() {
        return isKnown() ? file + ":" + line : "";
    }
}

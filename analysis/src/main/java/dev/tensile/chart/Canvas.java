package dev.tensile.chart;

import java.awt.Font;

/** The room there is for a chart, in CSS pixels, and the size of its letters. */
record Canvas(int width, int height, double letters, boolean narrow) {
    static Canvas wide(int width, int height) {
        return new Canvas(width, height, 10.5, false);
    }

    static Canvas phone(int height) {
        return new Canvas(360, height, 10, true);
    }

    Font font() {
        return Fonts.of(letters, Font.PLAIN);
    }

    Font bold() {
        return Fonts.of(letters, Font.BOLD);
    }

    /** About how many letters fit. */
    boolean fits(String text, double pixels) {
        return text.length() * letters * 0.62 + 6 <= pixels;
    }
}

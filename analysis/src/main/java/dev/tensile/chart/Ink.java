package dev.tensile.chart;

import java.awt.Color;
import java.util.Locale;

/**
 * The colours of the charts by what they mean, once for a light and once for a dark page. Blue against vermilion, which
 * every kind of colour vision tells apart; and never the only sign.
 *
 * <p>Charts are drawn with the {@link #stand stand-ins}, which {@link Drawing} turns into CSS custom properties.
 */
enum Ink {
    TEXT("#1b2330", "#e7eaef"),
    QUIET("#566273", "#a3aebd"),
    GRID("#e1e6ec", "#2f3844"),
    SURFACE("#ffffff", "#151a21"),
    CALM("#eef1f5", "#222933"),
    FAULT("#f6dcc8", "#4a3122"),
    LATENCY("#0b5cad", "#74b6f5"),
    MEDIAN("#64778d", "#8fa1b5"),
    ERROR("#b93a0a", "#ff9b73"),
    DEGRADED("#7d5a00", "#dcb347"),
    LIMIT("#1b2330", "#e7eaef"),
    HARM("#b93a0a", "#ff9b73"),
    HELD("#0b5cad", "#74b6f5"),
    BROKEN("#b93a0a", "#ff9b73"),
    OPEN("#566273", "#a3aebd");

    private final String light;
    private final String dark;

    Ink(String light, String dark) {
        this.light = light;
        this.dark = dark;
    }

    /** A colour that means this role and is used for nothing else. */
    Color stand() {
        return new Color(place(), 254, 3);
    }

    Color stand(double opacity) {
        return new Color(place(), 254, 3, (int) Math.round(opacity * 255));
    }

    String light() {
        return light;
    }

    /** The role of a stand-in, by its first component. */
    static Ink at(int red) {
        return values()[red - 1];
    }

    String property() {
        return "--chart-" + name().toLowerCase(Locale.ROOT);
    }

    /** The custom properties of one colour scheme. */
    static String properties(boolean dark) {
        StringBuilder css = new StringBuilder();
        for (Ink ink : values()) {
            css.append(ink.property())
                    .append(':')
                    .append(dark ? ink.dark : ink.light)
                    .append(';');
        }
        return css.toString();
    }

    @SuppressWarnings("EnumOrdinal") // any number will do that no other role has
    private int place() {
        return 1 + ordinal();
    }
}

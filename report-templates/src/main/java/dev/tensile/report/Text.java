package dev.tensile.report;

import java.util.Locale;

/** Makes text from outside harmless: names, paths and error messages may hold anything. */
final class Text {
    private Text() {}

    /** On one line, and without letters that XML forbids. */
    static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ")
                .replaceAll("[\\x{FFFE}\\x{FFFF}\\p{Cs}]", "\uFFFD")
                .replaceAll("[\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]", "");
    }

    /** Begins with a capital letter. */
    static String sentence(String text) {
        return text.isEmpty()
                ? text
                : text.substring(0, text.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT)
                        + text.substring(text.offsetByCodePoints(0, 1));
    }

    /** A number and its unit stay on one line. */
    static String tied(String text) {
        return text.replaceAll("(?<=[0-9]) (?=(?:%|ms|s|min|points)(?![A-Za-z]))", "\u00a0");
    }

    /** As itself inside Markdown, for GitHub and for the page alike. */
    static String markdown(String text) {
        return clean(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("([\\\\`*_\\[\\]|~#!])", "\\\\$1")
                .replace("://", "\\://");
    }

    /** As one word of a shell command. */
    static String shell(String word) {
        String clean = clean(word);
        return clean.matches("[A-Za-z0-9_./:@%+=,-]+") ? clean : "'" + clean.replace("'", "'\\''") + "'";
    }
}

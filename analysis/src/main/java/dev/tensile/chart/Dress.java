package dev.tensile.chart;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Turns what the SVG library writes into what a page needs: roles for colours, the page's font for text.
 *
 * <p>Text is laid out in the shipped font, while readers have others, mostly narrower. It is written a little larger, and
 * told how long it has to be, so that nothing overlaps with any font.
 */
final class Dress {
    private static final double LARGER = 1.06;

    /** Keeps letters readable where they cross a line. */
    private static final String HALO = "paint-order:stroke;stroke:" + Ink.SURFACE.light() + ";stroke:var("
            + Ink.SURFACE.property() + ");stroke-width:2.5px;stroke-opacity:.7;stroke-linejoin:round;";

    private static final Pattern TEXT =
            Pattern.compile("<text ([^>]*?)font-family: [^;]*; font-size: ([0-9.]+)px;([^>]*)>([^<]*)</text>");

    private static final Pattern NOISE = Pattern.compile("<rect [^>]*fill-opacity:0\\.0'[^>]*/>"
            + "|;? ?(?:fill|stroke)-opacity: ?1\\.0(?=[;'])|;stroke-miterlimit:10\\.0");

    private static final Pattern INK = Pattern.compile("(fill|stroke): ?rgb\\((\\d+),254,3\\)");

    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private Dress() {}

    static String of(String body) {
        String quiet = NOISE.matcher(TEXT.matcher(body).replaceAll(Dress::text)).replaceAll("");
        return INK.matcher(quiet).replaceAll(Dress::ink);
    }

    private static String ink(MatchResult match) {
        Ink ink = Ink.at(Integer.parseInt(match.group(2)));
        String property = match.group(1);
        return property + ":" + ink.light() + ";" + property + ":var(" + ink.property() + ")";
    }

    private static String text(MatchResult match) {
        double size = Double.parseDouble(match.group(2));
        String words = match.group(4);
        String plain = words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        double length =
                Fonts.of(size, Font.PLAIN).getStringBounds(plain, CONTEXT).getWidth();
        return java.util.regex.Matcher.quoteReplacement("<text textLength='" + Drawing.rounded(length)
                + "' lengthAdjust='spacingAndGlyphs' " + match.group(1) + "font-size:"
                + Drawing.rounded(size * LARGER) + "px;" + HALO + match.group(3) + ">" + words + "</text>");
    }
}

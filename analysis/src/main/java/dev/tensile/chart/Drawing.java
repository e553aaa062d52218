package dev.tensile.chart;

import java.awt.geom.Rectangle2D;
import org.jfree.chart.JFreeChart;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.ViewBox;

/** An SVG, to stand in a file of its own or inside a page. Its colours follow the page's light or dark scheme. */
public final class Drawing {
    private final String key;
    private final int width;
    private final int height;
    private final String title;
    private final String description;
    private final String body;

    private Drawing(String key, int width, int height, String title, String description, String body) {
        this.key = key;
        this.width = width;
        this.height = height;
        this.title = title;
        this.description = description;
        this.body = body;
    }

    /** Draws; {@code key} keeps its ids apart from those of other drawings on the same page. */
    static Drawing of(JFreeChart chart, Canvas canvas, String key, String title, String description) {
        SVGGraphics2D graphics = new SVGGraphics2D(canvas.width(), canvas.height());
        graphics.setDefsKeyPrefix(key);
        graphics.setGeomDoubleConverter(Drawing::rounded);
        graphics.setTransformDoubleConverter(value -> Double.toString(Math.rint(value * 1e4) / 1e4));
        chart.draw(graphics, new Rectangle2D.Double(0, 0, canvas.width(), canvas.height()));
        String svg =
                graphics.getSVGElement(null, false, new ViewBox(0, 0, canvas.width(), canvas.height()), null, null);
        String body = svg.substring(svg.indexOf('>') + 1, svg.lastIndexOf("</svg>"));
        return new Drawing(key, canvas.width(), canvas.height(), title, description, Dress.of(body));
    }

    /** With its own style sheet and a background of its own. */
    public String file() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height + "\""
                + attributes() + "<style>" + styleSheet() + "</style>\n"
                + "<rect class=\"chart-surface\" width=\"" + width + "\" height=\"" + height + "\"/>\n"
                + body + "\n</svg>\n";
    }

    /** To be put into an HTML page that has the {@link #styleSheet}. */
    public String inline() {
        return "<svg" + attributes() + body + "</svg>";
    }

    /** What an inlined drawing needs of its page; it has no selectors but those of charts. */
    public static String styleSheet() {
        return "svg.chart{" + Ink.properties(false)
                + "font-family:system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",\"Liberation Sans\","
                + "Arial,sans-serif;font-variant-numeric:tabular-nums}"
                + ".chart-surface{fill:" + Ink.SURFACE.light() + ";fill:var(" + Ink.SURFACE.property() + ")}"
                + "@media screen and (prefers-color-scheme:dark){svg.chart{" + Ink.properties(true) + "}}";
    }

    private String attributes() {
        return " class=\"chart\" viewBox=\"0 0 " + width + " " + height + "\" role=\"img\" aria-labelledby=\"" + key
                + "-title " + key + "-desc\">\n<title id=\"" + key + "-title\">" + escape(title)
                + "</title>\n<desc id=\""
                + key + "-desc\">" + escape(description) + "</desc>\n";
    }

    /** To a tenth. By hand, because a chart has thousands of coordinates and {@code String.format} is slow. */
    static String rounded(double value) {
        long tenths = Math.round(value * 10);
        long whole = tenths / 10;
        long rest = Math.abs(tenths % 10);
        String sign = tenths < 0 && whole == 0 ? "-" : "";
        return rest == 0 ? Long.toString(whole) : sign + whole + "." + rest;
    }

    private static String escape(String text) {
        return Labels.clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

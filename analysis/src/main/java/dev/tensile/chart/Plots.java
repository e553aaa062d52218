package dev.tensile.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeriesCollection;

/** The house style of plots, marks and legends. */
final class Plots {
    static final Color NONE = new Color(0, 0, 0, 0);

    private Plots() {}

    static XYPlot plot(ValueAxis range) {
        XYPlot plot = new XYPlot(new XYSeriesCollection(), null, range, new XYLineAndShapeRenderer(true, false));
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(Ink.GRID.stand());
        plot.setRangeGridlineStroke(solid(1));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        return plot;
    }

    static JFreeChart chart(Plot plot, Canvas canvas) {
        JFreeChart chart = new JFreeChart(null, canvas.font(), plot, false);
        chart.setBackgroundPaint(null);
        chart.setPadding(new RectangleInsets(2, 4, 4, 18));
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        return chart;
    }

    static void legend(JFreeChart chart, Canvas canvas) {
        LegendTitle legend = new LegendTitle(chart.getPlot());
        legend.setItemFont(canvas.font());
        legend.setItemPaint(Ink.TEXT.stand());
        legend.setPosition(RectangleEdge.TOP);
        legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
        legend.setFrame(BlockBorder.NONE);
        legend.setBackgroundPaint(null);
        legend.setItemLabelPadding(new RectangleInsets(1, 3, 1, canvas.narrow() ? 6 : 14));
        legend.setPadding(new RectangleInsets(0, 0, 4, 0));
        chart.addLegend(legend);
    }

    static ValueMarker line(double at, Ink ink, BasicStroke stroke) {
        ValueMarker marker = new ValueMarker(at, ink.stand(), stroke);
        marker.setAlpha(1);
        marker.setLabelBackgroundColor(NONE);
        return marker;
    }

    /** A horizontal line with its name at its right end, above the line. */
    static ValueMarker limit(double at, Ink ink, BasicStroke stroke, String label, Canvas canvas) {
        ValueMarker marker = line(at, ink, stroke);
        marker.setLabel(label);
        marker.setLabelFont(canvas.bold());
        marker.setLabelPaint(ink.stand());
        marker.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
        marker.setLabelTextAnchor(TextAnchor.BOTTOM_RIGHT);
        marker.setLabelOffset(new RectangleInsets(2, 4, 2, 4));
        return marker;
    }

    /** With its name at the left end instead. */
    static ValueMarker namedLeft(ValueMarker limit) {
        limit.setLabelAnchor(RectangleAnchor.TOP_LEFT);
        limit.setLabelTextAnchor(TextAnchor.BOTTOM_LEFT);
        return limit;
    }

    static IntervalMarker band(double from, double to, Color fill) {
        IntervalMarker band = new IntervalMarker(from, to, fill);
        band.setAlpha(1);
        return band;
    }

    static XYTextAnnotation text(String text, double x, double y, Ink ink, java.awt.Font font, TextAnchor anchor) {
        XYTextAnnotation annotation = new XYTextAnnotation(text, x, y);
        annotation.setPaint(ink.stand());
        annotation.setFont(font);
        annotation.setTextAnchor(anchor);
        return annotation;
    }

    static BasicStroke solid(double width) {
        return new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    static BasicStroke dashed(double width, double... lengths) {
        float[] dash = new float[lengths.length];
        for (int i = 0; i < dash.length; i++) {
            dash[i] = (float) lengths[i];
        }
        return new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
    }

    static Shape circle(double radius) {
        return new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius);
    }

    static Shape square(double radius) {
        return new Rectangle2D.Double(-radius, -radius, 2 * radius, 2 * radius);
    }

    static Shape diamond(double radius) {
        return polygon(0, -radius, radius, 0, 0, radius, -radius, 0);
    }

    /** A triangle that points down if {@code radius} is positive, up if it is negative. */
    static Shape triangle(double radius) {
        return polygon(-radius, -radius * 0.8, radius, -radius * 0.8, 0, radius * 0.9);
    }

    private static Shape polygon(double... points) {
        Path2D.Double path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        path.closePath();
        return path;
    }
}

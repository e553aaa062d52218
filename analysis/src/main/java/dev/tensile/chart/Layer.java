package dev.tensile.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Adds lines and marks to a plot, each with its name in the legend. NaN leaves a gap. */
final class Layer {
    private final XYPlot plot;

    private Layer(XYPlot plot) {
        this.plot = plot;
    }

    static Layer on(XYPlot plot) {
        return new Layer(plot);
    }

    void line(XYSeries series, Ink ink, BasicStroke stroke) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setSeriesPaint(0, ink.stand());
        renderer.setSeriesStroke(0, stroke);
        renderer.setLegendLine(new java.awt.geom.Line2D.Double(-9, 0, 9, 0));
        renderer.setDrawSeriesLineAsPath(true);
        add(series, renderer);
    }

    void marks(XYSeries series, Ink ink, Shape shape) {
        add(series, marks(shape, ink.stand(), ink.stand()));
    }

    void hollowMarks(XYSeries series, Ink ink, Shape shape) {
        add(series, marks(shape, ink.stand(), Ink.SURFACE.stand()));
    }

    private static XYLineAndShapeRenderer marks(Shape shape, Color outline, Color fill) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        renderer.setSeriesShape(0, shape);
        renderer.setUseFillPaint(true);
        renderer.setUseOutlinePaint(true);
        renderer.setSeriesFillPaint(0, fill);
        renderer.setSeriesOutlinePaint(0, outline);
        renderer.setSeriesOutlineStroke(0, Plots.solid(1.6));
        renderer.setSeriesPaint(0, outline);
        return renderer;
    }

    private void add(XYSeries series, XYLineAndShapeRenderer renderer) {
        int index = plot.getDatasetCount();
        renderer.setDefaultSeriesVisibleInLegend(!((String) series.getKey()).isBlank());
        plot.setDataset(index, new XYSeriesCollection(series));
        plot.setRenderer(index, renderer);
    }
}

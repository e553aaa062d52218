package dev.tensile.chart;

import dev.tensile.compare.Interval;
import dev.tensile.experiment.Experiment;
import dev.tensile.experiment.Load;
import dev.tensile.verdict.Judgement;
import java.awt.Shape;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;

/**
 * One rung's value with its interval; an end that is not known is an arrow.
 *
 * @param beside how far right of its point the number stands, on the scale of the rungs
 */
record DosePoint(
        DosePanel panel, DosePanel.Point point, Scale scale, Canvas canvas, double beside, Experiment experiment) {
    static String mark(Judgement judgement) {
        return switch (judgement) {
            case HELD -> "✓ held";
            case INCONCLUSIVE -> "? open";
            case INVALID -> "! invalid";
            case NOT_STEADY -> "– not steady";
            case REFUTED -> "✗ broken";
            case ABORTED -> "■ aborted";
        };
    }

    /** Where a value of this panel is plotted. */
    static double place(DosePanel panel, double value) {
        return panel.isLatency() ? Scale.log(value) : value;
    }

    static String words(DosePanel panel, DosePanel.Point point) {
        return Numerals.effect(panel.expectation().tolerance(), point.value(), point.interval());
    }

    void drawOn(XYPlot plot) {
        double x = point.rung();
        double y = clamp(point.value());
        Interval interval = point.interval();
        Ink ink = point.rung() == 0 ? Ink.OPEN : ink();
        double lower = clamp(interval.lower());
        double upper = clamp(interval.upper());
        Layer layer = Layer.on(plot);
        if (interval.lower() < Double.POSITIVE_INFINITY) {
            plot.addAnnotation(new XYLineAnnotation(
                    x, lower, x, upper, point.cutShort() ? Plots.dashed(1.8, 3, 2) : Plots.solid(1.8), ink.stand()));
            layer.marks(one(x, upper), ink, Double.isInfinite(interval.upper()) ? Plots.triangle(-5) : cap());
            layer.marks(one(x, lower), ink, Double.isInfinite(interval.lower()) ? Plots.triangle(5) : cap());
        }
        if (point.cutShort() || point.rung() == 0) {
            layer.hollowMarks(one(x, y), ink, shape());
        } else {
            layer.marks(one(x, y), ink, shape());
        }
        plot.addAnnotation(Plots.text(valueLabel(), x + beside, y, Ink.TEXT, canvas.font(), TextAnchor.CENTER_LEFT));
    }

    private String valueLabel() {
        if (Double.isInfinite(point.value())) {
            return experiment.loads().stream()
                    .filter(load ->
                            load.name().equals(panel.expectation().metric().load()))
                    .map(Load::timeout)
                    .map(timeout -> "> " + dev.tensile.experiment.Quantities.text(timeout))
                    .findFirst()
                    .orElse("> timeout");
        }
        return Numerals.effect(panel.expectation().tolerance(), point.value(), point.interval(), false);
    }

    private double clamp(double value) {
        if (value == Double.POSITIVE_INFINITY) {
            return scale.upper() - (scale.upper() - scale.lower()) * 0.2;
        }
        if (value == Double.NEGATIVE_INFINITY) {
            return scale.lower() + (scale.upper() - scale.lower()) * 0.04;
        }
        return Math.max(scale.lower(), Math.min(scale.upper(), place(panel, value)));
    }

    private static XYSeries one(double x, double y) {
        XYSeries series = new XYSeries("", false);
        series.add(x, y);
        return series;
    }

    private Ink ink() {
        return switch (point.judgement()) {
            case HELD -> Ink.HELD;
            case REFUTED, ABORTED -> Ink.BROKEN;
            default -> Ink.OPEN;
        };
    }

    private Shape shape() {
        if (Double.isInfinite(point.value())) {
            return Plots.triangle(-6);
        }
        return switch (point.judgement()) {
            case HELD -> Plots.circle(4.5);
            case REFUTED, ABORTED -> Plots.diamond(5.5);
            default -> Plots.square(4);
        };
    }

    private static Shape cap() {
        return new java.awt.geom.Rectangle2D.Double(-4, -0.2, 8, 0.4);
    }
}

package dev.tensile.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** An axis with exactly the ticks it is given, at places on its scale. */
final class TickAxis extends NumberAxis {
    private final transient Scale scale;

    private TickAxis(Scale scale, Canvas canvas) {
        this.scale = scale;
        setRange(scale.lower(), scale.upper());
        setTickLabelFont(canvas.font());
        setLabelFont(canvas.font());
        setTickLabelPaint(Ink.QUIET.stand());
        setLabelPaint(Ink.QUIET.stand());
        setAxisLinePaint(Ink.QUIET.stand());
        setTickMarkPaint(Ink.QUIET.stand());
        setTickMarkOutsideLength(3);
        setLabel(scale.label().isEmpty() ? null : scale.label());
    }

    static TickAxis of(Scale scale, Canvas canvas) {
        return new TickAxis(scale, canvas);
    }

    /** Takes its place but is not seen. */
    static TickAxis bare(double lower, double upper, Canvas canvas) {
        TickAxis axis = new TickAxis(new Scale(lower, upper, List.of(), ""), canvas);
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        return axis;
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g2, AxisState state, Rectangle2D area, RectangleEdge edge) {
        boolean vertical = RectangleEdge.isLeftOrRight(edge);
        TextAnchor anchor = vertical ? TextAnchor.CENTER_RIGHT : TextAnchor.TOP_CENTER;
        return scale.ticks().stream()
                .map(tick -> new NumberTick(tick.at(), tick.label(), anchor, TextAnchor.CENTER, 0))
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}

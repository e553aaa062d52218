package dev.tensile.chart;

import dev.tensile.run.Ending;
import dev.tensile.run.Event;
import dev.tensile.run.Phase;
import dev.tensile.run.Run;
import java.awt.BasicStroke;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;

/** The phases of a run behind its plots, and the moments at which something was done. */
final class PhaseBands {
    private static final BasicStroke FINE = Plots.dashed(1, 1.5, 2.5);

    private final Run run;
    private final double seconds;
    private final Canvas canvas;
    private final List<Phase> phases;

    PhaseBands(Run run, double seconds, Canvas canvas) {
        this.run = run;
        this.seconds = seconds;
        this.canvas = canvas;
        this.phases = run.phases();
    }

    static String name(Phase phase) {
        return switch (phase.kind()) {
            case WARM_UP -> "warm-up";
            case BASELINE -> "baseline";
            case HOLD -> "rung " + phase.rung();
            case COOL_DOWN -> "cool-down " + phase.rung();
            case RECOVERY -> "recovery";
        };
    }

    /** A strip that names the phases and shows when faults came and went. */
    XYPlot strip() {
        XYPlot strip = Plots.plot(TickAxis.bare(0, 1, canvas));
        strip.setRangeGridlinesVisible(false);
        shade(strip);
        for (Phase phase : phases) {
            double middle = (phase.startNanos() + phase.endNanos()) / 2e9;
            label(phase)
                    .ifPresent(text -> strip.addAnnotation(Plots.text(
                            text,
                            middle,
                            0.5,
                            phase.kind() == Phase.Kind.HOLD ? Ink.TEXT : Ink.QUIET,
                            phase.kind() == Phase.Kind.HOLD ? canvas.bold() : canvas.font(),
                            TextAnchor.CENTER)));
        }
        marks(strip);
        return strip;
    }

    /** Shades rungs, and draws the line at which a run was cut short. */
    void shade(XYPlot plot) {
        for (Phase phase : phases) {
            if (phase.kind() == Phase.Kind.HOLD) {
                plot.addDomainMarker(
                        Plots.band(phase.startNanos() / 1e9, phase.endNanos() / 1e9, Ink.FAULT.stand(0.6)),
                        org.jfree.chart.ui.Layer.BACKGROUND);
            } else if (phase.kind() == Phase.Kind.COOL_DOWN) {
                plot.addDomainMarker(
                        Plots.band(phase.startNanos() / 1e9, phase.endNanos() / 1e9, Ink.CALM.stand(0.8)),
                        org.jfree.chart.ui.Layer.BACKGROUND);
            }
            if (phase.startNanos() > 0) {
                plot.addDomainMarker(
                        Plots.line(phase.startNanos() / 1e9, Ink.QUIET, FINE), org.jfree.chart.ui.Layer.BACKGROUND);
            }
        }
        cut().ifPresent(cut -> plot.addDomainMarker(cutLine(cut)));
    }

    /** Says beside the line why the run was cut short. */
    void nameTheCut(XYPlot plot) {
        cut().ifPresent(cut -> plot.addDomainMarker(named(cutLine(cut), cut)));
    }

    private static ValueMarker cutLine(Cut cut) {
        return Plots.line(cut.at(), Ink.BROKEN, Plots.solid(2));
    }

    private ValueMarker named(ValueMarker line, Cut cut) {
        boolean left = cut.at() > seconds / 2;
        line.setLabel(cut.label());
        line.setLabelFont(canvas.bold());
        line.setLabelPaint(Ink.BROKEN.stand());
        line.setLabelAnchor(left ? RectangleAnchor.LEFT : RectangleAnchor.RIGHT);
        line.setLabelTextAnchor(left ? TextAnchor.CENTER_RIGHT : TextAnchor.CENTER_LEFT);
        line.setLabelOffset(new RectangleInsets(0, 4, 0, 4));
        return line;
    }

    private record Cut(double at, String label) {}

    private Optional<Cut> cut() {
        Optional<Cut> guard = run.first(Event.GuardTripped.class)
                .map(event ->
                        new Cut(event.atNanos() / 1e9, event.guardrail() < 0 ? "hard stop" : "stopped by guardrail"));
        if (guard.isPresent()) {
            return guard;
        }
        if (run.ending() == Ending.CRASHED) {
            return Optional.of(new Cut(run.lastNanos() / 1e9, "the record ends here"));
        }
        return run.ending() == Ending.STOPPED
                ? run.of(Event.Reverting.class).stream()
                        .max(Comparator.comparingLong(Event.Reverting::atNanos))
                        .map(event -> new Cut(event.atNanos() / 1e9, "stopped by the operator"))
                : Optional.empty();
    }

    private void marks(XYPlot strip) {
        XYSeries injected = new XYSeries("fault injected", false);
        run.of(Event.Injected.class).forEach(event -> injected.add(event.atNanos() / 1e9, 0.2));
        XYSeries reverted = new XYSeries("fault reverted", false);
        run.of(Event.Reverted.class).forEach(event -> reverted.add(event.atNanos() / 1e9, 0.2));
        if (!injected.isEmpty()) {
            Layer.on(strip).marks(injected, Ink.TEXT, Plots.triangle(4));
        }
        if (!reverted.isEmpty()) {
            Layer.on(strip).hollowMarks(reverted, Ink.TEXT, Plots.triangle(-4));
        }
    }

    private Optional<String> label(Phase phase) {
        double pixels = phase.seconds() / seconds * (canvas.width() - (canvas.narrow() ? 70 : 90));
        List<String> choices = switch (phase.kind()) {
            case WARM_UP -> List.of("warm-up", "warm");
            case BASELINE -> List.of("baseline", "base");
            case HOLD ->
                List.of(
                        "rung " + phase.rung() + ": "
                                + Labels.strength(run.plan().rung(phase.rung())),
                        "rung " + phase.rung(),
                        "" + phase.rung());
            case COOL_DOWN -> List.of("cool-down", "cool");
            case RECOVERY -> List.of("recovery", "rec.");
        };
        return choices.stream().filter(text -> canvas.fits(text, pixels)).findFirst();
    }
}

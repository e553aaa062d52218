package dev.tensile.chart;

import dev.tensile.chart.Windows.Window;
import dev.tensile.experiment.Quantities;
import dev.tensile.run.Phase;
import dev.tensile.run.Run;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The time chart in words: what each phase looked like. */
record TimeWords(Run run, Windows windows, String high, double timeout) {
    String text() {
        String phases = run.phases().stream().map(this::phase).collect(Collectors.joining(" "));
        return "Windows of " + windows.seconds() + " s. " + (phases.isEmpty() ? "No phase was reached." : phases);
    }

    private String phase(Phase phase) {
        List<Window> inside = windows.list().stream()
                .filter(window -> window.middle() * 1e9 >= phase.startNanos()
                        && window.middle() * 1e9 < phase.endNanos()
                        && !Double.isNaN(window.errors()))
                .toList();
        String name = PhaseBands.name(phase);
        if (inside.isEmpty()) {
            return name + ": no requests.";
        }
        double[] sorted = inside.stream().mapToDouble(Window::high).sorted().toArray();
        double worst = inside.stream().mapToDouble(Window::errors).max().orElse(0);
        return name + ": " + high + " mostly near " + latency(sorted[sorted.length / 2]) + ", at worst "
                + latency(sorted[sorted.length - 1]) + "; at worst "
                + Quantities.number(Math.round(worst * 1000) / 10.0) + " % failed.";
    }

    private String latency(double seconds) {
        return Double.isInfinite(seconds)
                ? "beyond the timeout of " + Quantities.text(Duration.ofNanos((long) (timeout * 1e9)))
                : Quantities.text(Duration.ofMillis(Math.max(1, Math.round(seconds * 1000))));
    }
}

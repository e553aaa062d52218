package dev.tensile.engine;

import dev.tensile.experiment.Experiment;
import dev.tensile.experiment.Guardrail;
import dev.tensile.experiment.Load;
import dev.tensile.experiment.Metric;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Tolerance;
import dev.tensile.run.Endpoints;
import dev.tensile.run.Outcome;
import dev.tensile.run.Samples;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * The last seconds of a run, counted as requests end: what guardrails and people look at. Batches come from one thread, looks
 * from another; both hold the monitor for microseconds.
 */
final class LiveWindow {
    private static final int REMEMBERED = 60;
    private static final long HIGHEST_MICROS = 3_600_000_000L;

    private final Endpoints endpoints;
    private final List<Guardrail> guardrails;

    /** Guarded by this; one for each load. */
    private final List<Counter> counters = new ArrayList<>();

    /** Owned by the looking thread: for each load its last ticks, the newest last. */
    private final List<Deque<LiveTick>> history = new ArrayList<>();

    LiveWindow(Plan plan) {
        Experiment experiment = plan.experiment();
        endpoints = Endpoints.of(plan);
        guardrails = experiment.guardrails();
        for (Load load : experiment.loads()) {
            counters.add(new Counter(load.name(), guardrails.size()));
            history.add(new ArrayDeque<>());
        }
    }

    synchronized void accept(Samples batch) {
        for (int i = 0; i < batch.size(); i++) {
            String load = endpoints.list().get(batch.endpoint(i)).load();
            for (Counter counter : counters) {
                if (counter.load.equals(load)) {
                    counter.add(batch.outcome(i), batch.latencyNanos(i), guardrails);
                }
            }
        }
    }

    /** What ended since the last look, for each load. */
    List<LiveTick> look(double seconds) {
        List<LiveTick> ticks = take(seconds);
        for (int i = 0; i < ticks.size(); i++) {
            Deque<LiveTick> past = history.get(i);
            past.addLast(ticks.get(i));
            if (past.size() > REMEMBERED) {
                past.removeFirst();
            }
        }
        return ticks;
    }

    private synchronized List<LiveTick> take(double seconds) {
        return counters.stream().map(counter -> counter.take(seconds)).toList();
    }

    /** For each load, the last {@code ticks} looks together; fewer if there were fewer, none if there was none. */
    List<LiveTick> last(int ticks) {
        return history.stream()
                .filter(past -> !past.isEmpty())
                .map(past -> past.stream()
                        .skip(Math.max(0, past.size() - ticks))
                        .reduce(LiveTick::plus)
                        .orElseThrow())
                .toList();
    }

    private static final class Counter {
        private final String load;
        private long total;
        private long failed;
        private long degraded;
        private long[] exceeded;
        private Histogram latencies = fresh();

        Counter(String load, int guardrails) {
            this.load = load;
            this.exceeded = new long[guardrails];
        }

        private static Histogram fresh() {
            return new Histogram(HIGHEST_MICROS, 3);
        }

        void add(Outcome outcome, long latencyNanos, List<Guardrail> guardrails) {
            total++;
            failed += outcome.failed() ? 1 : 0;
            degraded += outcome == Outcome.DEGRADED ? 1 : 0;
            if (!outcome.failed()) {
                latencies.recordValue(Math.min(HIGHEST_MICROS, Math.max(0, latencyNanos / 1000)));
            }
            for (int g = 0; g < guardrails.size(); g++) {
                exceeded[g] += counts(guardrails.get(g), outcome, latencyNanos) ? 1 : 0;
            }
        }

        private boolean counts(Guardrail guardrail, Outcome outcome, long latencyNanos) {
            if (!guardrail.metric().load().equals(load)) {
                return false;
            }
            if (guardrail.metric() instanceof Metric.DegradedRate) {
                return outcome == Outcome.DEGRADED;
            }
            boolean tooSlow = guardrail.limit() instanceof Tolerance.LatencyBelow below
                    && latencyNanos > below.limit().toNanos();
            return outcome.failed() || tooSlow;
        }

        LiveTick take(double seconds) {
            LiveTick tick = new LiveTick(load, total, failed, degraded, exceeded, latencies, seconds);
            total = 0;
            failed = 0;
            degraded = 0;
            exceeded = new long[exceeded.length];
            latencies = fresh();
            return tick;
        }
    }
}

package dev.tensile.chart;

import dev.tensile.experiment.Load;
import dev.tensile.run.Endpoints;
import dev.tensile.run.Outcome;
import dev.tensile.run.Run;
import dev.tensile.run.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** What one load saw in consecutive windows of equal length, by intended start. */
record Windows(int seconds, List<Window> list) {
    /**
     * One of them. Latencies in seconds; a failed request counts as infinitely slow; NaN if there were no requests.
     *
     * @param middle in seconds since the start of the run
     * @param high the quantile that is drawn
     */
    record Window(double middle, double high, double median, double errors, double degraded) {}

    private static final int[] LENGTHS = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600};
    private static final int MOST = 180;
    private static final double ENOUGH_FOR_P99 = 300;

    static Windows of(Run run, Load load, double quantile) {
        Endpoints endpoints = Endpoints.of(run.plan());
        Samples samples = run.samples();
        double length = Math.max(1, run.lastNanos() / 1e9);
        int seconds = lengthFor(length, samples.size() / length);
        int count = Math.max(1, (int) Math.round(length / seconds)); // a short rest would be all noise
        int[] place = new int[samples.size()];
        int[] requests = new int[count];
        for (int i = 0; i < samples.size(); i++) {
            long window = samples.intendedNanos(i) / (seconds * 1_000_000_000L);
            boolean mine = window < count && endpoints.belongsTo(samples.endpoint(i), load.name());
            place[i] = mine ? (int) window : -1;
            if (mine) {
                requests[place[i]]++;
            }
        }
        return fill(samples, place, requests, seconds, quantile);
    }

    /** One number of each window that has requests. */
    DoubleStream each(ToDoubleFunction<Window> number) {
        return list.stream().mapToDouble(number).filter(value -> !Double.isNaN(value));
    }

    private static int lengthFor(double total, double perSecond) {
        for (int length : LENGTHS) {
            if (total / length <= MOST && (perSecond * length >= ENOUGH_FOR_P99 || length >= 5)) {
                return length;
            }
        }
        return LENGTHS[LENGTHS.length - 1] * (int) Math.ceil(total / MOST / LENGTHS[LENGTHS.length - 1]);
    }

    private static Windows fill(Samples samples, int[] place, int[] requests, int seconds, double quantile) {
        int count = requests.length;
        long[][] latencies = new long[count][];
        Arrays.setAll(latencies, window -> new long[requests[window]]);
        int[] failed = new int[count];
        int[] degraded = new int[count];
        int[] next = new int[count];
        for (int i = 0; i < place.length; i++) {
            int window = place[i];
            if (window < 0) {
                continue;
            }
            Outcome outcome = samples.outcome(i);
            latencies[window][next[window]++] = outcome.failed() ? Long.MAX_VALUE : samples.latencyNanos(i);
            failed[window] += outcome.failed() ? 1 : 0;
            degraded[window] += outcome == Outcome.DEGRADED ? 1 : 0;
        }
        List<Window> list = new ArrayList<>();
        for (int window = 0; window < count; window++) {
            Arrays.sort(latencies[window]);
            list.add(new Window(
                    (window + 0.5) * seconds,
                    quantile(latencies[window], quantile),
                    quantile(latencies[window], 0.5),
                    share(failed[window], requests[window]),
                    share(degraded[window], requests[window])));
        }
        return new Windows(seconds, List.copyOf(list));
    }

    private static double quantile(long[] sorted, double quantile) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        long nanos = sorted[Math.max(0, (int) Math.ceil(sorted.length * quantile) - 1)];
        return nanos == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : nanos / 1e9;
    }

    private static double share(int part, int whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }
}

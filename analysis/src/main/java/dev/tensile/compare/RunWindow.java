package dev.tensile.compare;

import dev.tensile.run.Endpoints;
import dev.tensile.run.Outcome;
import dev.tensile.run.Run;
import dev.tensile.run.Samples;
import dev.tensile.stats.Window;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The requests of one load that were due in a stretch of whole seconds: what one window of the statistics is made of.
 *
 * @param latency effective latencies in seconds: infinite for a request that failed
 * @param perSecond requests in each second
 * @param failed of them, in each second
 * @param degraded of them, in each second
 * @param lag how late each was sent, in nanoseconds, sorted
 */
@SuppressWarnings("ArrayRecordComponent") // millions of numbers; nobody writes to them after the cut
public record RunWindow(Window latency, long[] perSecond, long[] failed, long[] degraded, long[] lag) {
    /**
     * Cuts a window out of a run.
     *
     * @param fromNanos inclusive, by intended start
     * @param toNanos exclusive; the last second that is not whole is left out
     * @return empty if no request was due in it, or it is shorter than 4 seconds
     */
    public static Optional<RunWindow> of(Run run, String load, long fromNanos, long toNanos) {
        Endpoints endpoints = Endpoints.of(run.plan());
        return of(run, endpoint -> endpoints.belongsTo(endpoint, load), fromNanos, toNanos);
    }

    /** The same for some endpoints alone. */
    public static Optional<RunWindow> of(Run run, IntPredicate endpoints, long fromNanos, long toNanos) {
        int seconds = (int) Math.max(0, (toNanos - fromNanos) / 1_000_000_000L);
        Cut cut = new Cut(run, endpoints, fromNanos, seconds);
        return seconds < 4 || cut.size == 0 ? Optional.empty() : Optional.of(cut.window());
    }

    public int seconds() {
        return perSecond.length;
    }

    public long requests() {
        return Arrays.stream(perSecond).sum();
    }

    public long failures() {
        return Arrays.stream(failed).sum();
    }

    /** Gathers the columns. */
    private static final class Cut {
        private final long[] perSecond;
        private final long[] failed;
        private final long[] degraded;
        private double[] latency;
        private int[] second;
        private long[] lag;
        private int size;

        Cut(Run run, IntPredicate endpoints, long from, int seconds) {
            perSecond = new long[seconds];
            failed = new long[seconds];
            degraded = new long[seconds];
            Samples samples = run.samples();
            latency = new double[samples.size()];
            second = new int[samples.size()];
            lag = new long[samples.size()];
            long to = from + seconds * 1_000_000_000L;
            for (int i = 0; i < samples.size(); i++) {
                long due = samples.intendedNanos(i);
                if (due >= from && due < to && endpoints.test(samples.endpoint(i))) {
                    add(samples, i, (int) ((due - from) / 1_000_000_000L));
                }
            }
        }

        private void add(Samples samples, int i, int inSecond) {
            Outcome outcome = samples.outcome(i);
            perSecond[inSecond]++;
            failed[inSecond] += outcome.failed() ? 1 : 0;
            degraded[inSecond] += outcome == Outcome.DEGRADED ? 1 : 0;
            latency[size] = outcome.failed() ? Double.POSITIVE_INFINITY : Math.max(0, samples.latencyNanos(i)) / 1e9;
            second[size] = inSecond;
            lag[size] = Math.max(0, samples.startNanos(i) - samples.intendedNanos(i));
            size++;
        }

        RunWindow window() {
            latency = Arrays.copyOf(latency, size);
            second = Arrays.copyOf(second, size);
            lag = Arrays.copyOf(lag, size);
            Arrays.sort(lag);
            return new RunWindow(Window.of(latency, second, perSecond.length), perSecond, failed, degraded, lag);
        }
    }
}

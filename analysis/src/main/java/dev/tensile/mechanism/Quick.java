package dev.tensile.mechanism;

import dev.tensile.run.Outcome;
import dev.tensile.run.Run;
import dev.tensile.run.Samples;
import java.util.Arrays;

/** How soon nearly every full answer comes when nothing is wrong: the p95 of the baseline, in nanoseconds. */
final class Quick {
    private Quick() {}

    static long of(Run run) {
        Stretch baseline = Stretch.baseline(run).orElseThrow();
        Samples samples = run.samples();
        long[] latencies = new long[samples.size()];
        int size = 0;
        for (int i = 0; i < samples.size(); i++) {
            boolean inside = samples.intendedNanos(i) >= baseline.from() && samples.intendedNanos(i) < baseline.to();
            if (inside && samples.outcome(i) == Outcome.OK) {
                latencies[size++] = samples.latencyNanos(i);
            }
        }
        Arrays.sort(latencies, 0, size);
        return size == 0 ? 0 : latencies[(int) Math.ceil(0.95 * size) - 1];
    }
}

package dev.tensile.mechanism;

import dev.tensile.run.Outcome;
import dev.tensile.run.Run;
import dev.tensile.run.Samples;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * How soon nearly every full answer comes when nothing is wrong: the p95 of the baseline in nanoseconds, for each endpoint by itself.
 *
 * @param byEndpoint none for an endpoint that gave no full answer
 */
record Quick(Map<Integer, Long> byEndpoint) {
    Quick {
        byEndpoint = Map.copyOf(byEndpoint);
    }

    static Quick of(Run run) {
        Stretch baseline = Stretch.baseline(run).orElseThrow();
        Samples samples = run.samples();
        Map<Integer, Gathered> latencies = new TreeMap<>();
        for (int i = 0; i < samples.size(); i++) {
            boolean inside = samples.intendedNanos(i) >= baseline.from() && samples.intendedNanos(i) < baseline.to();
            if (inside && samples.outcome(i) == Outcome.OK) {
                latencies
                        .computeIfAbsent(samples.endpoint(i), endpoint -> new Gathered())
                        .add(samples.latencyNanos(i));
            }
        }
        Map<Integer, Long> quick = new TreeMap<>();
        latencies.forEach((endpoint, gathered) -> quick.put(endpoint, gathered.p95()));
        return new Quick(quick);
    }

    /** 0 if nobody knows: nothing is as quick as that. */
    long of(int endpoint) {
        return byEndpoint.getOrDefault(endpoint, 0L);
    }

    private static final class Gathered {
        private long[] values = new long[64];
        private int size;

        void add(long value) {
            values = size == values.length ? Arrays.copyOf(values, 2 * size) : values;
            values[size++] = value;
        }

        long p95() {
            Arrays.sort(values, 0, size);
            return values[(int) Math.ceil(0.95 * size) - 1];
        }
    }
}

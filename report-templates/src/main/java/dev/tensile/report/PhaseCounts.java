package dev.tensile.report;

import dev.tensile.run.Cause;
import dev.tensile.run.Endpoints;
import dev.tensile.run.Outcome;
import dev.tensile.run.Phase;
import dev.tensile.run.Run;
import dev.tensile.run.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was counted in each phase, by intended start. */
record PhaseCounts(List<Counted> phases) {
    /** How some requests ended. */
    record Failure(Outcome outcome, Cause cause, int status) {}

    /** One endpoint in one phase; latencies in nanoseconds, sorted, a failure as the greatest of all. */
    static final class Endpoint {
        private long[] latencies = new long[1024];
        private int requests;
        private int failed;
        private int degraded;

        int requests() {
            return requests;
        }

        int failed() {
            return failed;
        }

        int degraded() {
            return degraded;
        }

        private void add(long nanos) {
            latencies = requests == latencies.length ? Arrays.copyOf(latencies, 2 * requests) : latencies;
            latencies[requests++] = nanos;
        }

        private void sort() {
            Arrays.sort(latencies, 0, requests);
        }

        /** Seconds; infinite if it lies among the failures. */
        double quantile(double p) {
            if (requests == 0) {
                return Double.NaN;
            }
            long nanos = latencies[Math.max(0, (int) Math.ceil(requests * p) - 1)];
            return nanos == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : nanos / 1e9;
        }
    }

    /** One phase. */
    record Counted(Phase phase, Map<Integer, Endpoint> endpoints, Map<Failure, Integer> failures, double lagP99) {
        int requests() {
            return endpoints.values().stream().mapToInt(Endpoint::requests).sum();
        }

        int failed() {
            return endpoints.values().stream().mapToInt(Endpoint::failed).sum();
        }

        int degraded() {
            return endpoints.values().stream().mapToInt(Endpoint::degraded).sum();
        }

        double failedShare() {
            return requests() == 0 ? 0 : (double) failed() / requests();
        }
    }

    PhaseCounts {
        phases = List.copyOf(phases);
    }

    static PhaseCounts of(Run run) {
        List<Phase> phases = run.phases();
        List<Map<Integer, Endpoint>> endpoints = new ArrayList<>();
        List<Map<Failure, Integer>> failures = new ArrayList<>();
        long[][] lags = new long[phases.size()][run.samples().size()];
        int[] requests = new int[phases.size()];
        for (int i = 0; i < phases.size(); i++) {
            endpoints.add(new TreeMap<>());
            failures.add(new TreeMap<>(Comparator.comparing(Failure::outcome)
                    .thenComparing(Failure::cause)
                    .thenComparing(Failure::status)));
        }
        Samples samples = run.samples();
        for (int i = 0; i < samples.size(); i++) {
            int place = place(phases, samples.intendedNanos(i));
            if (place >= 0) {
                lags[place][requests[place]++] = samples.startNanos(i) - samples.intendedNanos(i);
                count(samples, i, endpoints.get(place), failures.get(place));
            }
        }
        List<Counted> counted = new ArrayList<>();
        for (int i = 0; i < phases.size(); i++) {
            endpoints.get(i).values().forEach(Endpoint::sort);
            counted.add(new Counted(
                    phases.get(i), endpoints.get(i), failures.get(i), p99(Arrays.copyOf(lags[i], requests[i]))));
        }
        return new PhaseCounts(counted);
    }

    private static void count(
            Samples samples, int i, Map<Integer, Endpoint> endpoints, Map<Failure, Integer> failures) {
        Endpoint endpoint = endpoints.computeIfAbsent(samples.endpoint(i), index -> new Endpoint());
        Outcome outcome = samples.outcome(i);
        endpoint.add(outcome.failed() ? Long.MAX_VALUE : samples.latencyNanos(i));
        endpoint.failed += outcome.failed() ? 1 : 0;
        endpoint.degraded += outcome == Outcome.DEGRADED ? 1 : 0;
        if (outcome != Outcome.OK) {
            failures.merge(new Failure(outcome, samples.cause(i), samples.status(i)), 1, Integer::sum);
        }
    }

    /** The phase in which a request was due; the last one includes its end. */
    private static int place(List<Phase> phases, long due) {
        for (int i = phases.size() - 1; i >= 0; i--) {
            if (due >= phases.get(i).startNanos()) {
                return i;
            }
        }
        return -1;
    }

    private static double p99(long[] nanos) {
        if (nanos.length == 0) {
            return Double.NaN;
        }
        Arrays.sort(nanos);
        return nanos[Math.max(0, (int) Math.ceil(nanos.length * 0.99) - 1)] / 1e9;
    }

    /** The label of an endpoint. */
    static String label(Run run, int endpoint) {
        Endpoints.Endpoint known = Endpoints.of(run.plan()).list().get(endpoint);
        return known.load() + " " + known.label();
    }
}

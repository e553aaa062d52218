package dev.tensile.engine.litmus;

import dev.tensile.engine.EngineException;
import dev.tensile.engine.litmus.center.ChaosCenter;
import dev.tensile.engine.litmus.center.Probe;
import dev.tensile.engine.litmus.center.ProbeMode;
import dev.tensile.engine.litmus.center.ProbeTiming;
import dev.tensile.engine.litmus.center.StepProbe;
import dev.tensile.experiment.Expectation;
import dev.tensile.experiment.Load;
import dev.tensile.experiment.Metric;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.RequestTemplate;
import dev.tensile.experiment.Service;
import dev.tensile.experiment.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What of a hypothesis Litmus can look at by itself, so that its own verdict says something: that requests are answered well. What a
 * load's error rate is expected of becomes a probe of each of its requests; a service of which nothing is expected, one of its
 * health. Quantiles, degraded answers and changes against a baseline have no counterpart.
 */
final class HypothesisProbes {
    private static final ProbeTiming TIMING =
            new ProbeTiming(Duration.ofSeconds(5), Duration.ofSeconds(2), 1, ProbeTiming.OnFailure.GO_ON);

    /** What a load does not count as an error. */
    private static final String WELL = "[200,201,202,203,204,205,206,301,302,303,304,307,308]";

    private HypothesisProbes() {}

    static List<Probe> of(Plan plan) {
        Map<String, Probe> probes = new LinkedHashMap<>();
        Set<Service> probed = new HashSet<>();
        for (Load load : plan.experiment().loads()) {
            boolean expected = plan.experiment().hypothesis().stream()
                    .anyMatch(one -> one.metric() instanceof Metric.ErrorRate rate
                            && rate.load().equals(load.name()));
            for (RequestTemplate request : load.requests()) {
                if (expected && isReached(load.on()) && isAskedTheSame(request)) {
                    Probe probe = probe(load.name(), load.on().url() + request.path(), request.body());
                    probes.put(probe.name(), probe);
                    probed.add(load.on());
                }
            }
        }
        for (Target target : plan.experiment().targets()) {
            if (target instanceof Service service && isReached(service) && !probed.contains(service)) {
                Probe probe = probe(service.name(), service.url() + service.healthPath(), "");
                probes.put(probe.name(), probe);
            }
        }
        return List.copyOf(probes.values());
    }

    /** The expectations that no probe looks at, in a sentence; empty if there are none. */
    static Optional<String> unprobed(Plan plan) {
        List<String> others = plan.experiment().hypothesis().stream()
                .filter(one -> !(one.metric() instanceof Metric.ErrorRate))
                .map(Expectation::toString)
                .toList();
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("Litmus' own verdict knows nothing of " + String.join(", ", others)
                        + ": no probe of it can tell; Tensile's does");
    }

    /** In a pod the loopback is the pod itself. */
    private static boolean isReached(Service service) {
        String host = service.address().host();
        return !(host.equals("localhost") || host.startsWith("127.") || host.contains("::1"));
    }

    /** A probe sends GET without a body or POST with one, and no headers but that of its content. */
    private static boolean isAskedTheSame(RequestTemplate request) {
        boolean get = request.method().equals("GET") && request.body().isEmpty();
        boolean post = request.method().equals("POST") && !request.body().isEmpty();
        return (get || post) && request.headers().keySet().stream().allMatch("Content-Type"::equalsIgnoreCase);
    }

    /** Its name tells what it asks, so that one of the same name asks the same. */
    private static Probe probe(String of, String url, String body) {
        String plain = of.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("(^-+|-+$)", "");
        String name = "tensile-" + (plain.length() > 30 ? plain.substring(0, 30) : plain) + "-"
                + Integer.toHexString((url + body).hashCode());
        return new Probe.Http(name, TIMING, url, "oneOf", WELL, body.isEmpty() ? "" : "application/json", body);
    }

    /** The names of those that the project has not got yet. */
    static List<String> missing(ChaosCenter center, List<Probe> probes) throws InterruptedException {
        List<String> missing = new ArrayList<>();
        for (Probe probe : probes) {
            if (center.isProbeNameFree(probe.name())) {
                missing.add(probe.name());
            }
        }
        return missing;
    }

    /** Those that stay do no harm. */
    static void delete(ChaosCenter center, List<String> names) {
        for (String name : names) {
            if (name.isEmpty()) {
                continue;
            }
            try {
                CenterAccess.ask(() -> {
                    if (!center.isProbeNameFree(name)) {
                        center.deleteProbe(name);
                    }
                    return name;
                });
            } catch (EngineException kept) {
                return;
            }
        }
    }

    /** Those that the project has not got yet are added. */
    static List<StepProbe> stored(ChaosCenter center, List<Probe> probes) throws InterruptedException {
        for (Probe probe : probes) {
            if (center.isProbeNameFree(probe.name())) {
                center.addProbe(probe);
            }
        }
        return probes.stream()
                .<StepProbe>map(probe -> new StepProbe.Stored(probe.name(), ProbeMode.CONTINUOUS))
                .toList();
    }
}

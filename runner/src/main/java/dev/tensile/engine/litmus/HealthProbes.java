package dev.tensile.engine.litmus;

import dev.tensile.engine.EngineException;
import dev.tensile.engine.litmus.center.ChaosCenter;
import dev.tensile.engine.litmus.center.Probe;
import dev.tensile.engine.litmus.center.ProbeMode;
import dev.tensile.engine.litmus.center.ProbeTiming;
import dev.tensile.engine.litmus.center.StepProbe;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A probe for each service of a plan that the cluster can reach, so that Litmus' own verdict says at least something. */
final class HealthProbes {
    private static final ProbeTiming TIMING =
            new ProbeTiming(Duration.ofSeconds(5), Duration.ofSeconds(2), 1, ProbeTiming.OnFailure.GO_ON);

    /** What a service that is able to work may answer. */
    private static final String WELL = "[200,201,202,203,204,301,302,303,307,308]";

    private HealthProbes() {}

    /** In a pod the loopback is the pod itself. */
    static List<Probe> of(Plan plan) {
        return plan.experiment().targets().stream()
                .filter(Service.class::isInstance)
                .map(Service.class::cast)
                .filter(service -> !isLoopback(service.address().host()))
                .map(HealthProbes::probe)
                .toList();
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.contains("::1");
    }

    /** Its name tells its address, so that one of the same name looks at the same. */
    private static Probe probe(Service service) {
        String url = service.url() + service.healthPath();
        String plain = service.name()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("(^-+|-+$)", "");
        String name = "tensile-" + (plain.length() > 30 ? plain.substring(0, 30) : plain) + "-"
                + Integer.toHexString(url.hashCode());
        return new Probe.Http(name, TIMING, url, "oneOf", WELL, "", "");
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

package dev.tensile.engine;

import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Environment;
import dev.tensile.experiment.Experiment;
import dev.tensile.experiment.Fault;
import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.JitterShape;
import dev.tensile.experiment.Ladder;
import dev.tensile.experiment.LocalLink;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Rung;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Share;
import dev.tensile.experiment.SourceRef;
import dev.tensile.experiment.Target;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Plans and doses, as short as a test needs them. */
public final class TestPlans {
    private TestPlans() {}

    public static Dependency dependency(String name, HostPort listen, HostPort upstream) {
        return new Dependency(name, new LocalLink(listen, upstream), SourceRef.NONE);
    }

    /** A plan with a rung for each dose. */
    public static Plan plan(Dose... doses) {
        List<Rung> rungs = Arrays.stream(doses)
                .map(dose -> new Rung(List.of(dose), Duration.ofSeconds(1), SourceRef.NONE))
                .toList();
        Experiment experiment = new Experiment(
                "test",
                "",
                "",
                List.of(),
                new Environment.AlreadyRunning(),
                Arrays.stream(doses)
                        .<Target>map(dose -> dose.fault().on())
                        .distinct()
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                Duration.ZERO,
                Duration.ofSeconds(1),
                new Ladder(rungs, Duration.ofSeconds(1)),
                Duration.ZERO,
                Duration.ZERO,
                List.of(),
                SourceRef.NONE);
        return Plan.of(experiment, "test", "", "", 1);
    }

    public static BlastRadius percentOf(Scope scope, double percent) {
        return new BlastRadius(scope, Share.ofPercent(percent));
    }

    public static Dose latency(Dependency on, BlastRadius radius, Duration delay) {
        return latency(on, radius, delay, Duration.ZERO, JitterShape.UNIFORM);
    }

    public static Dose latency(Dependency on, BlastRadius radius, Duration delay, Duration jitter, JitterShape shape) {
        return new Dose(new Fault.Latency(on, shape, Share.NOTHING), radius, new Intensity.Delay(delay, jitter));
    }

    public static Dose reset(Dependency on, BlastRadius radius) {
        return new Dose(new Fault.Reset(on), radius, new Intensity.Full());
    }

    public static Dose refuse(Dependency on, double percent) {
        return new Dose(new Fault.Refuse(on), percentOf(Scope.CONNECTIONS, percent), new Intensity.Full());
    }

    public static Dose blackhole(Dependency on, BlastRadius radius) {
        return new Dose(new Fault.Blackhole(on), radius, new Intensity.Full());
    }
}

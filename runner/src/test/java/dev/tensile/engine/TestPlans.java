package dev.tensile.engine;

import dev.tensile.experiment.AnswerRules;
import dev.tensile.experiment.Arrivals;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Environment;
import dev.tensile.experiment.Expectation;
import dev.tensile.experiment.Experiment;
import dev.tensile.experiment.Guardrail;
import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.JitterShape;
import dev.tensile.experiment.Ladder;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.Load;
import dev.tensile.experiment.LocalLink;
import dev.tensile.experiment.Metric;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Rate;
import dev.tensile.experiment.RequestTemplate;
import dev.tensile.experiment.Rung;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Service;
import dev.tensile.experiment.Share;
import dev.tensile.experiment.SourceRef;
import dev.tensile.experiment.Target;
import dev.tensile.experiment.Tolerance;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Plans and doses, as short as a test needs them. */
public final class TestPlans {
    private TestPlans() {}

    public static Dependency dependency(String name, HostPort listen, HostPort upstream) {
        return new Dependency(name, List.of(new LocalLink(listen, upstream)), SourceRef.NONE);
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

    /** The load of {@link #climb}: 100 requests a second, each with a patience of a second. */
    public static final String LOAD = "shopping";

    /** A plan that can be run: a load, one expectation, one guardrail, 10 s of everything, cool-downs of 5 s. */
    public static Plan climb(Rung... rungs) {
        return climb(errorsBelow(20), List.of(errorRateBelow(5)), rungs);
    }

    public static Plan climb(Guardrail guardrail, List<Expectation> hypothesis, Rung... rungs) {
        Service shop = service(new HostPort("127.0.0.1", 9));
        List<Target> targets = new ArrayList<>(List.of(shop));
        Arrays.stream(rungs)
                .flatMap(rung -> rung.doses().stream())
                .forEach(dose -> targets.add(dose.fault().on()));
        Experiment experiment = new Experiment(
                "climb",
                "",
                "",
                List.of(),
                new Environment.AlreadyRunning(),
                targets.stream().distinct().toList(),
                List.of(load(shop)),
                hypothesis,
                List.of(guardrail),
                Duration.ZERO,
                Duration.ofSeconds(10),
                new Ladder(Arrays.asList(rungs), Duration.ofSeconds(5)),
                Duration.ofSeconds(10),
                Duration.ZERO,
                List.of(),
                SourceRef.NONE);
        return Plan.of(experiment, "fake", "", "", 1);
    }

    /** Held for 10 s. */
    public static Rung rung(Dose... doses) {
        return new Rung(Arrays.asList(doses), Duration.ofSeconds(10), SourceRef.NONE);
    }

    /** A reset of everything on a dependency of that name. */
    public static Dose resetOf(String name) {
        Dependency on = dependency(name, new HostPort("127.0.0.1", 8), new HostPort("127.0.0.1", 9));
        return reset(on, percentOf(Scope.CONNECTIONS, 100));
    }

    public static Service service(HostPort at) {
        return new Service("shop", URI.create("http://" + at), "/health", SourceRef.NONE);
    }

    private static Load load(Service on) {
        return new Load(
                LOAD,
                on,
                Arrivals.CONSTANT,
                new Rate(100),
                Duration.ofSeconds(1),
                List.of(new RequestTemplate("GET", "/", Map.of(), "", 1)),
                AnswerRules.DEFAULT,
                SourceRef.NONE);
    }

    public static Expectation errorRateBelow(double percent) {
        return Expectation.of(
                new Metric.ErrorRate(LOAD), new Tolerance.ShareBelow(Share.ofPercent(percent)), SourceRef.NONE);
    }

    public static Guardrail errorsBelow(double percent) {
        return new Guardrail(
                new Metric.ErrorRate(LOAD), new Tolerance.ShareBelow(Share.ofPercent(percent)), SourceRef.NONE);
    }

    public static Guardrail degradedBelow(double percent) {
        return new Guardrail(
                new Metric.DegradedRate(LOAD), new Tolerance.ShareBelow(Share.ofPercent(percent)), SourceRef.NONE);
    }

    public static BlastRadius percentOf(Scope scope, double percent) {
        return new BlastRadius(scope, Share.ofPercent(percent));
    }

    public static Dose latency(Dependency on, BlastRadius radius, Duration delay) {
        return latency(on, radius, delay, Duration.ZERO, JitterShape.UNIFORM);
    }

    public static Dose latency(Dependency on, BlastRadius radius, Duration delay, Duration jitter, JitterShape shape) {
        return new Dose(new LinkFault.Latency(on, shape, Share.NOTHING), radius, new Intensity.Delay(delay, jitter));
    }

    public static Dose reset(Dependency on, BlastRadius radius) {
        return new Dose(new LinkFault.Reset(on), radius, new Intensity.Full());
    }

    public static Dose refuse(Dependency on, double percent) {
        return new Dose(new LinkFault.Refuse(on), percentOf(Scope.CONNECTIONS, percent), new Intensity.Full());
    }

    public static Dose blackhole(Dependency on, BlastRadius radius) {
        return new Dose(new LinkFault.Blackhole(on), radius, new Intensity.Full());
    }
}

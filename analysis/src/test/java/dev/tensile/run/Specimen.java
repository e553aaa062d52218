package dev.tensile.run;

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
import dev.tensile.experiment.Parameter;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Rate;
import dev.tensile.experiment.RequestTemplate;
import dev.tensile.experiment.Rung;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Service;
import dev.tensile.experiment.Share;
import dev.tensile.experiment.SourceRef;
import dev.tensile.experiment.Tolerance;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An experiment and its plan for tests: one load, three rungs of latency of which the last is a reset too. */
public final class Specimen {
    public static final Service CHECKOUT =
            new Service("checkout", URI.create("http://127.0.0.1:18080"), "/health", new SourceRef("x.chaos.kts", 3));
    public static final Dependency PAYMENTS = new Dependency(
            "payments",
            List.of(new LocalLink(new HostPort("127.0.0.1", 18082), new HostPort("127.0.0.1", 18081))),
            SourceRef.NONE);
    public static final Metric P99 = new Metric.LatencyQuantile("shopping", 0.99);
    public static final Metric ERRORS = new Metric.ErrorRate("shopping");

    private Specimen() {}

    public static Plan plan() {
        return Plan.of(experiment(), "local", "x.chaos.kts", PlanFile.digestOf("script"), 42);
    }

    public static Experiment experiment() {
        return new Experiment(
                "Checkout survives slow payments",
                "team-checkout",
                "It did not, once.",
                List.of("payments"),
                new Environment.DemoShop(Map.of("payment-timeout", "1s", "workers", "24")),
                List.of(CHECKOUT, PAYMENTS),
                List.of(load()),
                List.of(
                        Expectation.of(P99, new Tolerance.LatencyBelow(Duration.ofMillis(500)), SourceRef.NONE),
                        Expectation.of(ERRORS, new Tolerance.ShareBelow(Share.ofPercent(1)), SourceRef.NONE)),
                List.of(new Guardrail(ERRORS, new Tolerance.ShareBelow(Share.ofPercent(5)), SourceRef.NONE)),
                Duration.ZERO,
                Duration.ofSeconds(45),
                new Ladder(List.of(rung(0.25, 50), rung(0.5, 150), rung(1, 400)), Duration.ofSeconds(8)),
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                List.of(new Parameter("timeout", "1s", "1s")),
                new SourceRef("x.chaos.kts", 1));
    }

    private static Rung rung(double share, long millis) {
        Dose dose = new Dose(
                new LinkFault.Latency(PAYMENTS, JitterShape.UNIFORM, Share.NOTHING),
                new BlastRadius(Scope.REQUESTS, new Share(share)),
                new Intensity.Delay(Duration.ofMillis(millis), Duration.ofMillis(millis / 10)));
        return new Rung(List.of(dose), Duration.ofSeconds(35), SourceRef.NONE);
    }

    private static Load load() {
        return new Load(
                "shopping",
                CHECKOUT,
                Arrivals.POISSON,
                new Rate(200),
                Duration.ofSeconds(2),
                List.of(
                        new RequestTemplate("GET", "/checkout?cart=42", Map.of(), "", 9),
                        new RequestTemplate("GET", "/cart?cart=42", Map.of("Accept", "*/*", "X-A", "b"), "", 1)),
                new AnswerRules(Map.of("X-Degraded", "true"), Set.of(503, 429)),
                SourceRef.NONE);
    }
}

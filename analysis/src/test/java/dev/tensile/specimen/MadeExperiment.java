package dev.tensile.specimen;

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
import dev.tensile.experiment.Tolerance;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The experiment behind the made-up runs. */
final class MadeExperiment {
    private static final String HOSTILE =
            "<script>alert(\"x\")</script> | pipe & 'quote' `tick` *star* [link](http://evil.example)\n# heading\u0007";

    private MadeExperiment() {}

    static Plan plan(Story story) {
        boolean gentle = story == Story.HELD || story == Story.INVALID || story == Story.RESIDUE;
        int[] delays = gentle ? new int[] {50, 150, 300} : new int[] {100, 400, 2000};
        return plan(
                "Checkout survives a slow payment provider",
                "team-checkout",
                "On 12 May a 400 ms slowdown at the provider took checkout down for 11 minutes.",
                "shopping",
                "payments",
                "experiments/checkout-slow-payments.chaos.kts",
                story == Story.INCONCLUSIVE ? new int[] {100, 400, 690} : delays);
    }

    static Plan hostile() {
        return plan(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, "dir/it's; rm -rf.kts", new int[] {100, 400, 2000});
    }

    private static Plan plan(
            String name, String owner, String because, String loadName, String link, String script, int[] delays) {
        SourceRef at = new SourceRef("checkout-slow-payments.chaos.kts", 12);
        Service checkout = new Service("checkout", URI.create("http://127.0.0.1:8080"), "/health", at);
        Dependency payments = new Dependency(
                link, List.of(new LocalLink(HostPort.parse("127.0.0.1:18081"), HostPort.parse("127.0.0.1:8081"))), at);
        Load load = new Load(
                loadName,
                checkout,
                Arrivals.POISSON,
                new Rate(200),
                Duration.ofSeconds(3),
                List.of(
                        new RequestTemplate("GET", "/checkout?cart=42", Map.of(), "", 4),
                        new RequestTemplate("GET", "/products", Map.of(), "", 1)),
                new AnswerRules(Map.of("X-Degraded", "true"), java.util.Set.of(429, 503)),
                at);
        List<Expectation> hypothesis = List.of(
                Expectation.of(
                        new Metric.LatencyQuantile(loadName, 0.99),
                        new Tolerance.LatencyBelow(Duration.ofMillis(800)),
                        at),
                Expectation.of(new Metric.LatencyQuantile(loadName, 0.5), new Tolerance.LatencyRise(1.5), at),
                Expectation.of(new Metric.ErrorRate(loadName), new Tolerance.ShareBelow(Share.ofPercent(0.5)), at),
                Expectation.of(new Metric.DegradedRate(loadName), new Tolerance.ShareRise(Share.ofPercent(5)), at));

        List<Rung> rungs = java.util.stream.IntStream.range(0, 3)
                .mapToObj(i -> rung(payments, delays[i] == 2000 ? 100 : 20 + 10 * i, delays[i], at))
                .toList();
        Experiment experiment = new Experiment(
                name,
                owner,
                because,
                List.of("checkout", "weekly"),
                new Environment.AlreadyRunning(),
                List.of(checkout, payments),
                List.of(load),
                hypothesis,
                List.of(new Guardrail(
                        new Metric.ErrorRate(loadName), new Tolerance.ShareBelow(Share.ofPercent(5)), at)),
                Duration.ZERO,
                Duration.ofSeconds(45),
                new Ladder(rungs, Duration.ofSeconds(15)),
                Duration.ofSeconds(60),
                Duration.ofSeconds(5),
                List.of(),
                at);
        return Plan.of(experiment, "local", script, "b7f3".repeat(16), 20260512L);
    }

    private static Rung rung(Dependency payments, int percent, int delay, SourceRef at) {
        return new Rung(
                List.of(new Dose(
                        new LinkFault.Latency(payments, JitterShape.UNIFORM, Share.NOTHING),
                        new BlastRadius(Scope.REQUESTS, Share.ofPercent(percent)),
                        new Intensity.Delay(Duration.ofMillis(delay), Duration.ofMillis(delay / 10)))),
                Duration.ofSeconds(35),
                at);
    }
}

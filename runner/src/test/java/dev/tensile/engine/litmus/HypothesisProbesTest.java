package dev.tensile.engine.litmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.TestPlans;
import dev.tensile.engine.litmus.center.Probe;
import dev.tensile.experiment.AnswerRules;
import dev.tensile.experiment.Arrivals;
import dev.tensile.experiment.Expectation;
import dev.tensile.experiment.Experiment;
import dev.tensile.experiment.Load;
import dev.tensile.experiment.Metric;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Rate;
import dev.tensile.experiment.RequestTemplate;
import dev.tensile.experiment.Service;
import dev.tensile.experiment.SourceRef;
import dev.tensile.experiment.Tolerance;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HypothesisProbesTest {
    private static final RequestTemplate LOOK = new RequestTemplate("GET", "/cart?id=42", Map.of(), "", 3);
    private static final RequestTemplate BUY =
            new RequestTemplate("POST", "/buy", Map.of("Content-Type", "application/json"), "{}", 1);
    private static final RequestTemplate SIGNED = new RequestTemplate("GET", "/me", Map.of("Cookie", "a=b"), "", 1);
    private static final Expectation SLOW = Expectation.of(
            new Metric.LatencyQuantile(TestPlans.LOAD, 0.95),
            new Tolerance.LatencyBelow(Duration.ofMillis(300)),
            SourceRef.NONE);

    private static Plan plan(String address, Expectation... hypothesis) {
        Experiment bare = TestPlans.plan(LitmusScene.latency(LitmusScene.ALL)).experiment();
        Service shop = new Service("shop", URI.create(address), "/health", SourceRef.NONE);
        Load load = new Load(
                TestPlans.LOAD,
                shop,
                Arrivals.CONSTANT,
                new Rate(10),
                Duration.ofSeconds(1),
                List.of(LOOK, BUY, SIGNED),
                AnswerRules.DEFAULT,
                SourceRef.NONE);
        Experiment experiment = new Experiment(
                bare.name(),
                "",
                "",
                List.of(),
                bare.environment(),
                List.of(shop),
                List.of(load),
                List.of(hypothesis),
                List.of(),
                Duration.ZERO,
                Duration.ofSeconds(1),
                bare.ladder(),
                Duration.ZERO,
                Duration.ZERO,
                List.of(),
                SourceRef.NONE);
        return Plan.of(experiment, "litmus", "", "", 1);
    }

    private static List<String> urls(Plan plan) {
        return HypothesisProbes.of(plan).stream()
                .map(probe -> ((Probe.Http) probe).url())
                .toList();
    }

    @Test
    void anErrorRateBecomesAProbeOfEachRequestThatAProbeCanSend() {
        List<Probe> probes = HypothesisProbes.of(plan("http://shop.shop:8080", TestPlans.errorRateBelow(1)));
        assertEquals(
                List.of("http://shop.shop:8080/cart?id=42", "http://shop.shop:8080/buy"),
                probes.stream().map(probe -> ((Probe.Http) probe).url()).toList());
        assertEquals("{}", ((Probe.Http) probes.get(1)).body());
        assertEquals(2, probes.stream().map(Probe::name).distinct().count());
    }

    @Test
    void aServiceOfWhichNoErrorRateIsExpectedIsAskedForItsHealth() {
        assertEquals(List.of("http://shop.shop:8080/health"), urls(plan("http://shop.shop:8080", SLOW)));
    }

    @Test
    void whatTheClusterCannotReachIsNotProbed() {
        assertEquals(List.of(), urls(plan("http://127.0.0.1:8080", TestPlans.errorRateBelow(1))));
    }

    @Test
    void whatNoProbeCanTellIsSaid() {
        String said = HypothesisProbes.unprobed(plan("http://shop.shop:8080", SLOW, TestPlans.errorRateBelow(1)))
                .orElseThrow();
        assertTrue(said.contains("shopping p95 below 300 ms") && !said.contains("error rate"), said);
        assertTrue(HypothesisProbes.unprobed(plan("http://shop.shop:8080", TestPlans.errorRateBelow(1)))
                .isEmpty());
    }
}

package dev.tensile.demo.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may go wrong with a ChaosEngine. */
class LitmusFailuresTest {
    private static final String LATENCY = "pod-network-latency";

    private final EmulatedCluster cluster = EmulatedCluster.start();

    @BeforeEach
    void addPods() {
        for (int i = 1; i <= 4; i++) {
            cluster.pods().add("shop", "checkout-" + i, Map.of("app", "checkout"));
        }
        cluster.pods().add("shop", "payments-1", Map.of("app", "payments"));
        cluster.litmus().secondsLast(Duration.ofMillis(20));
        Engine.install(cluster.client(), LATENCY);
        Engine.install(cluster.client(), "pod-delete");
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private Engine latency() {
        return Engine.create(cluster.client(), "slow", Engine.latency());
    }

    private Engine brief() {
        return Engine.create(cluster.client(), "slow", Engine.spec(LATENCY, "2"));
    }

    private void untilInForce(int targets) {
        Eventually.holds(
                () -> targets + " are in force, but it is " + cluster.inForce(),
                () -> cluster.inForce().size() == targets);
    }

    @ParameterizedTest
    @CsvSource({"0", "unset"})
    void leavesTheEffectBehindWhenItIsStoppedWithoutAGracePeriod(String grace) {
        Map<String, Object> spec = grace.equals("0")
                ? Specs.with(Engine.latency(), "terminationGracePeriodSeconds", 0)
                : Specs.without(Engine.latency(), "terminationGracePeriodSeconds");
        Engine engine = Engine.create(cluster.client(), "slow", spec);
        untilInForce(1);
        engine.state("stop");
        engine.untilStatus("stopped");
        assertEquals(1, cluster.inForce().size());
        assertEquals("injected", Tree.text(engine.historyTargets().get(0), "chaosStatus"));
    }

    @Test
    void staysWithAnEventWhenTheExperimentIsMissing() {
        Engine engine = Engine.create(cluster.client(), "slow", Engine.spec("pod-cpu-hog", "2"));
        engine.untilEvent("ExperimentNotFound");
        assertEquals("initialized", engine.status());
        assertTrue(engine.result().isEmpty());
        Engine.install(cluster.client(), "pod-cpu-hog");
        engine.untilStatus("completed");
    }

    @Test
    void isStuckWithoutARunnerAndCanStillBeStopped() {
        cluster.litmus().runnerNeverStarts();
        Engine engine = latency();
        engine.untilStatus("initialized");
        engine.untilEvent("ChaosEngineInitialized");
        assertFalse(engine.reasons().contains("ExperimentDependencyCheck"));
        engine.state("stop");
        engine.untilStatus("stopped");
        assertEquals(List.of(), cluster.inForce());
    }

    @Test
    void endsWithATargetSelectionErrorWhenNoPodMatches() {
        Engine engine = Engine.create(
                cluster.client(),
                "slow",
                Specs.with(Engine.latency(), "appinfo", Map.of("appns", "shop", "applabel", "app=nobody")));
        engine.untilStatus("completed");
        assertEquals("Error", engine.result("verdict"));
        assertTrue(engine.result("errorOutput").contains("TARGET_SELECTION_ERROR"));
    }

    @Test
    void endsWithFailWhenItsProbesFail() {
        cluster.litmus().failsProbes();
        Engine engine = brief();
        engine.untilStatus("completed");
        assertEquals("Fail", engine.result("verdict"));
        assertEquals("Completed_With_Probe_Failure", engine.result("phase"));
        assertEquals("0", engine.result("probeSuccessPercentage"));
        assertEquals(List.of(), cluster.inForce());
    }

    @Test
    void injectsNothingWhenTheHelperFails() {
        cluster.litmus().failsToInject("CHAOS_INJECT_ERROR", "helper pod failed");
        Engine engine = brief();
        engine.untilStatus("completed");
        assertEquals("Error", engine.result("verdict"));
        assertTrue(engine.result("errorOutput").contains("CHAOS_INJECT_ERROR"));
        assertFalse(engine.reasons().contains("ChaosInject"));
    }

    @Test
    void leavesEverythingInForceWhenItFailsToRevert() {
        cluster.litmus().failsToRevert("tc: cannot delete");
        Engine engine = brief();
        engine.untilStatus("completed");
        assertTrue(engine.result("errorOutput").contains("CHAOS_REVERT_ERROR"));
        assertEquals("injected", Tree.text(engine.historyTargets().get(0), "chaosStatus"));
        assertEquals(1, cluster.inForce().size());
    }

    @Test
    void canPassWithNothingEverInForce() {
        cluster.litmus().injectsInNameOnly();
        List<Effect> began = began();
        Engine engine = brief();
        engine.untilStatus("completed");
        assertEquals("Pass", engine.result("verdict"));
        assertEquals(List.of(), began);
    }

    @Test
    void doesNothingWhileTheOperatorIsDown() {
        cluster.litmus().operatorDown();
        Engine engine = latency();
        assertEquals("", engine.status());
        cluster.litmus().operatorUp();
        untilInForce(1);
        cluster.litmus().operatorDown();
        engine.state("stop");
        assertEquals("initialized", engine.status());
        cluster.litmus().operatorUp();
        engine.untilStatus("stopped");
    }

    private List<Effect> began() {
        List<Effect> began = new CopyOnWriteArrayList<>();
        cluster.onEffect(new EffectListener() {
            @Override
            public void began(Effect effect) {
                began.add(effect);
            }

            @Override
            public void ended(Effect effect) {}
        });
        return began;
    }
}

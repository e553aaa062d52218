package dev.tensile.engine.litmus.center;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.EngineException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run through all of its states, and what the cluster suffers meanwhile. */
@Timeout(60)
final class RunStatesTest {
    private FakeChaosCenter fake;
    private ChaosCenter center;
    private String notifyId;

    @BeforeEach
    void aRun() throws InterruptedException {
        fake = new FakeChaosCenter();
        center = fake.logIn();
        center.save(Drafts.draft());
        notifyId = center.run(Drafts.ID).orElseThrow();
    }

    @AfterEach
    void close() {
        center.close();
        fake.close();
    }

    private RunState poll() throws InterruptedException {
        return center.poll(notifyId);
    }

    private void takeUp() {
        fake.cluster.takeUp(fake.onlyRun());
    }

    @Test
    void aQueuedRunHasNoRunIdYet() throws InterruptedException {
        RunState queued = poll();
        assertEquals(Phase.QUEUED, queued.phase());
        assertEquals(Optional.empty(), queued.runId());
        assertFalse(queued.isTakenUp());
        assertEquals(notifyId, queued.notifyId());
        assertEquals(Optional.of(Instant.ofEpochSecond(1_700_000_000L)), queued.createdAt());
        assertEquals(Phase.QUEUED, queued.execution().orElseThrow().phase());
        assertEquals(Optional.empty(), queued.execution().orElseThrow().startedAt());
        assertEquals(List.of(), fake.cluster.effectsInForce());
    }

    @Test
    void withADeadAgentARunStaysQueuedAndSaysThatTheAgentIsGone() throws InterruptedException {
        assertTrue(poll().infraActive());
        fake.cluster.loseAgent();
        assertEquals(Phase.QUEUED, poll().phase());
        assertFalse(poll().infraActive());
    }

    @Test
    void aRunningRunTellsItsFaultsAndTheirTimes() throws InterruptedException {
        takeUp();
        RunState running = poll();
        assertEquals(Phase.RUNNING, running.phase());
        assertEquals(Optional.of(fake.onlyRun().runId), running.runId());
        assertEquals(OptionalDouble.empty(), running.resiliencyScore());
        Execution execution = running.execution().orElseThrow();
        assertEquals(Optional.of(Instant.ofEpochSecond(1_700_000_001L)), execution.startedAt());
        assertEquals(Optional.empty(), execution.finishedAt());
        Execution.Node node = execution.nodes().get(0);
        assertEquals("ChaosEngine", node.type());
        assertEquals(List.of("next"), node.children());
        Execution.Chaos fault = execution.faults().get(0);
        assertEquals("latency-ax7k2p", fault.engineName());
        assertEquals("Awaited", fault.verdict());
        assertEquals(Optional.of(Instant.ofEpochSecond(1_700_000_050L)), fault.updatedAt());
        assertTrue(fault.result().orElseThrow().isInjected());
        assertFalse(fault.result().orElseThrow().isReverted());
        assertEquals(List.of("latency-a"), fake.cluster.effectsInForce());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Completed", "Completed_With_Probe_Failure", "Completed_With_Error", "Error"})
    void anEndedRunHasAScoreAndNothingInForce(String phase) throws InterruptedException {
        takeUp();
        fake.cluster.end(fake.onlyRun(), phase, "Pass", 87.5);
        RunState ended = poll();
        assertEquals(phase, ended.phase().name());
        assertTrue(ended.phase().isTerminal());
        assertEquals(OptionalDouble.of(87.5), ended.resiliencyScore());
        assertEquals(new FaultCounts(1, 1, 0, 0, 0, 0), ended.faults());
        Execution.Chaos fault = ended.execution().orElseThrow().faults().get(0);
        assertTrue(fault.result().orElseThrow().isReverted());
        assertEquals(List.of(), fake.cluster.effectsInForce());
    }

    @Test
    void anUnknownPhaseIsNotTakenForTheEnd() throws InterruptedException {
        takeUp();
        fake.cluster.tell(fake.onlyRun(), "Completed_In_A_Way", "Awaited", "injected");
        RunState odd = poll();
        assertEquals("Completed_In_A_Way", odd.phase().name());
        assertFalse(odd.phase().isTerminal());
        assertFalse(odd.phase().isKnown());
    }

    @Test
    void stoppedByItsNotifyIdItIsStoppedOnlyInTheBooks() throws InterruptedException {
        takeUp();
        assertEquals(StopAnswer.ONLY_IN_THE_BOOKS, center.stop(Drafts.ID, Optional.empty(), notifyId));
        assertEquals(Phase.STOPPED, poll().phase());
        assertEquals(List.of("latency-a"), fake.cluster.effectsInForce());
    }

    @Test
    void stoppedByItsRunIdTheClusterIsTold() throws InterruptedException {
        takeUp();
        assertEquals(StopAnswer.PASSED_ON, center.stop(Drafts.ID, poll().runId(), notifyId));
        assertEquals(Phase.STOPPED, poll().phase());
        assertEquals(List.of(), fake.cluster.effectsInForce());
    }

    @Test
    void passedOnIsNotReverted() throws InterruptedException {
        takeUp();
        fake.cluster.loseAgent();
        assertEquals(StopAnswer.PASSED_ON, center.stop(Drafts.ID, poll().runId(), notifyId));
        assertEquals(Phase.STOPPED, poll().phase());
        assertEquals(List.of("latency-a"), fake.cluster.effectsInForce());
    }

    @Test
    void afterAStopTheExecutionIsFrozen() throws InterruptedException {
        takeUp();
        Execution before = poll().execution().orElseThrow();
        center.stop(Drafts.ID, poll().runId(), notifyId);
        fake.cluster.end(fake.onlyRun(), "Completed", "Pass", 100);
        RunState after = poll();
        assertEquals(Phase.STOPPED, after.phase());
        assertEquals(before, after.execution().orElseThrow());
        assertEquals(OptionalDouble.empty(), after.resiliencyScore());
    }

    @Test
    void thereIsNothingToStopTwice() throws InterruptedException {
        takeUp();
        assertEquals(StopAnswer.PASSED_ON, center.stopAll(Drafts.ID));
        assertEquals(List.of(), fake.cluster.effectsInForce());
        assertEquals(StopAnswer.NOTHING_RUNS, center.stopAll(Drafts.ID));
    }

    @Test
    void aStopOfNothingInParticularIsNotSent() {
        assertThrows(IllegalArgumentException.class, () -> center.stop(Drafts.ID, Optional.empty(), " "));
        assertThrows(IllegalArgumentException.class, () -> center.poll(""));
        assertTrue(fake.onlyRun().isOpen());
    }

    @Test
    void aTokenThatExpiresMeanwhileIsRenewed() throws InterruptedException {
        takeUp();
        fake.expireTokens();
        assertEquals(Phase.RUNNING, poll().phase());
        assertEquals(2, fake.logins.size());
        fake.expireTokens();
        assertEquals(StopAnswer.PASSED_ON, center.stopAll(Drafts.ID));
    }

    @Test
    void anApiTokenThatExpiresMeanwhileIsNamed() throws InterruptedException {
        try (ChaosCenter machine = fake.withToken()) {
            machine.poll(notifyId);
            fake.expireTokens();
            Refused refused = Refused.by(() -> machine.poll(notifyId));
            refused.is(EngineException.Category.ENVIRONMENT);
            refused.says("API token");
            refused.mendsBy("TENSILE_CHAOSCENTER_TOKEN");
        }
    }

    @Test
    void listsTheRunsOfAnExperimentTheLatestFirst() throws InterruptedException {
        takeUp();
        String second = center.run(Drafts.ID).orElseThrow();
        List<RunState> runs = center.listRuns(Drafts.ID);
        assertEquals(
                List.of(second, notifyId), runs.stream().map(RunState::notifyId).toList());
        assertEquals(Phase.RUNNING, runs.get(1).phase());
        assertEquals(Optional.empty(), runs.get(1).execution());
        assertEquals(List.of(), center.listRuns("another"));
    }

    @Test
    void executionDataThatIsNoneIsAFailureNotAnEmptyRun() {
        fake.books.brokenData = "not json";
        Refused broken = Refused.by(this::poll);
        broken.says("executionData");
    }

    @Test
    void aRunThatNobodyKnowsIsAFailure() {
        Refused.by(() -> center.poll("nobody"));
    }
}

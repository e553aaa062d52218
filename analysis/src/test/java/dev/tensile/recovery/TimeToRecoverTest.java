package dev.tensile.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.experiment.Experiment;
import dev.tensile.experiment.Plan;
import dev.tensile.recovery.Recovery.Answer;
import dev.tensile.run.Event;
import dev.tensile.run.Outcome;
import dev.tensile.run.Run;
import dev.tensile.run.Sample;
import dev.tensile.run.Samples;
import dev.tensile.run.Undo;
import dev.tensile.specimen.Specimen;
import dev.tensile.specimen.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeToRecoverTest {
    private static Recovery of(Story story) {
        return TimeToRecover.of(Specimen.of(story).run());
    }

    @Test
    void isWhenTheQueueThatTheLastRungLeftHasDrained() {
        Recovery recovery = of(Story.REFUTED);
        assertEquals(Answer.SHOWN, recovery.answer());
        assertTrue(recovery.seconds() >= 6 && recovery.seconds() <= 8, recovery.toString());
        assertEquals(TimeToRecover.PERSISTENCE, recovery.windows());
    }

    @Test
    void isAtOnceWhenNothingLasted() {
        assertEquals(0, of(Story.HELD).seconds());
        assertEquals(Answer.SHOWN, of(Story.HELD).answer());
    }

    @Test
    void isNotShownWhileTheSystemStaysSlow() {
        Recovery recovery = of(Story.DID_NOT_COME_BACK);
        assertEquals(Answer.NOT_SHOWN, recovery.answer());
        assertTrue(recovery.observedSeconds() >= 60, recovery.toString());
    }

    @Test
    void isNotWatchedWhenTheRecordEndsWithTheFaultInForce() {
        assertEquals(Answer.NOT_WATCHED, of(Story.CRASHED).answer());
    }

    @Test
    void isNotWatchedWithoutSamples() {
        assertEquals(Answer.NOT_WATCHED, of(Story.NO_SAMPLES).answer());
    }

    @Test
    void hasNothingToRecoverFromWhenNothingWasInjected() {
        assertEquals(Answer.NOTHING_INJECTED, of(Story.NOT_STEADY).answer());
    }

    @Test
    void startingTheDemoShopIsNotAnInjection() {
        Run run = Specimen.of(Story.NOT_STEADY).run();
        List<Event> events = new ArrayList<>(run.events());
        events.add(1, new Event.Injecting(1, 0, 0, "start the demo shop", new Undo("demo", "processes", Map.of())));
        Run prepared = new Run(run.id(), run.plan(), run.planDigest(), events, run.samples());
        assertEquals(Answer.NOTHING_INJECTED, TimeToRecover.of(prepared).answer());
    }

    @Test
    void aLoadOfWhichTheHypothesisSaysNothingIsBackWhenItFailsNoMoreThanBefore() {
        Run run = withoutHypothesis(Specimen.of(Story.HELD).run());
        long last = run.of(Event.Reverted.class).get(2).atNanos();
        Samples.Builder failing = new Samples.Builder(1024);
        for (int i = 0; i < run.samples().size(); i++) {
            Sample sample = run.samples().get(i);
            boolean lost = sample.intendedNanos() >= last && sample.intendedNanos() < last + 6_000_000_000L;
            failing.add(lost ? failed(sample) : sample);
        }
        Recovery recovery =
                TimeToRecover.of(new Run(run.id(), run.plan(), run.planDigest(), run.events(), failing.build()));
        assertEquals(Answer.SHOWN, recovery.answer());
        assertEquals(6, recovery.seconds());
    }

    private static Sample failed(Sample sample) {
        return new Sample(
                sample.intendedNanos(),
                sample.startNanos(),
                sample.latencyNanos(),
                Outcome.ERROR,
                sample.cohort(),
                sample.cause(),
                sample.endpoint(),
                500);
    }

    private static Run withoutHypothesis(Run run) {
        Plan plan = run.plan();
        Experiment all = plan.experiment();
        Experiment experiment = new Experiment(
                all.name(),
                all.owner(),
                all.because(),
                all.tags(),
                all.environment(),
                all.targets(),
                all.loads(),
                List.of(),
                all.guardrails(),
                all.warmUp(),
                all.baseline(),
                all.ladder(),
                all.recovery(),
                all.settle(),
                all.parameters(),
                all.mechanisms(),
                all.at());
        return new Run(
                run.id(),
                new Plan(
                        plan.version(),
                        plan.engine(),
                        plan.script(),
                        plan.scriptDigest(),
                        plan.seed(),
                        experiment,
                        plan.steps()),
                run.planDigest(),
                run.events(),
                run.samples());
    }

    @Test
    void aSilentSecondIsNotARecovery() {
        Run run = Specimen.of(Story.HELD).run();
        long last = run.of(Event.Reverted.class).get(2).atNanos();
        Samples.Builder silent = new Samples.Builder(1024);
        for (int i = 0; i < run.samples().size(); i++) {
            long due = run.samples().intendedNanos(i);
            if (due < last || due > last + 8_000_000_000L) {
                silent.add(run.samples().get(i));
            }
        }
        Recovery recovery =
                TimeToRecover.of(new Run(run.id(), run.plan(), run.planDigest(), run.events(), silent.build()));
        assertEquals(Answer.SHOWN, recovery.answer());
        assertTrue(recovery.seconds() >= 4, recovery.toString());
    }
}

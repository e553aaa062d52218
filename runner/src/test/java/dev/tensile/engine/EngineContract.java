package dev.tensile.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Plan;
import dev.tensile.run.Delivered;
import dev.tensile.run.Restoration;
import dev.tensile.run.Undo;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The promises of a fault in force, for every engine alike. */
@Timeout(60)
public abstract class EngineContract {
    protected static final Duration LONG = Duration.ofMinutes(5);

    /** The engine under test. */
    protected abstract Engine engine();

    /** A plan that hurts something of the test's own with {@link #dose}. */
    protected abstract Plan plan();

    /** A dose that touches all traffic. */
    protected abstract Dose dose();

    /** The dose as the executor would order it. */
    protected DoseOrder order() {
        return new DoseOrder(1, 0, dose(), LONG, 1);
    }

    /** Made ready as a run does it. */
    private EngineSession open() {
        EngineSession session = engine().open(plan(), "run-1");
        try {
            session.begin();
            return session;
        } catch (RuntimeException refused) {
            session.close();
            throw refused;
        }
    }

    /** Sends something through what is hurt; whether it was disturbed. */
    protected abstract boolean isDisturbed() throws Exception;

    /** Kills what keeps the dose in force, as hard as possible. */
    protected abstract void killTheTarget(EngineSession session) throws Exception;

    @Test
    void openingDisturbsNothing() throws Exception {
        try (EngineSession session = open()) {
            assertFalse(isDisturbed());
            assertTrue(session.isAlive());
            assertEquals(Restoration.VERIFIED, session.verify().restoration());
        }
    }

    @Test
    void aDoseWorksAndIsGoneWhenClosed() throws Exception {
        try (EngineSession session = open()) {
            Injection injection = session.inject(order());
            assertTrue(isDisturbed());
            injection.close();
            assertFalse(isDisturbed());
            assertTrue(injection.delivered().touchedAnything(), () -> "" + injection.delivered());
            assertEquals(
                    Restoration.VERIFIED,
                    session.verify().restoration(),
                    () -> session.verify().detail());
        }
    }

    @Test
    void verificationSeesADoseThatIsStillInForce() {
        try (EngineSession session = open();
                Injection injection = session.inject(order())) {
            assertEquals(Restoration.RESIDUE, session.verify().restoration(), injection::toString);
        }
    }

    @Test
    void closingTwiceIsOnce() throws Exception {
        try (EngineSession session = open()) {
            Injection injection = session.inject(order());
            isDisturbed();
            injection.close();
            Delivered first = injection.delivered();
            injection.close();
            assertEquals(first, injection.delivered());
            assertFalse(isDisturbed());
        }
    }

    @Test
    void closingAfterTheTargetDiedIsQuietButRecorded() throws Exception {
        try (EngineSession session = open()) {
            Injection injection = session.inject(order());
            killTheTarget(session);
            injection.close();
            injection.close();
            assertFalse(session.isAlive());
            assertTrue(
                    session.verify().detail().contains("gone"),
                    () -> session.verify().detail());
        }
    }

    @Test
    void anInterruptWhileInjectingLeavesNothingInForce() throws Exception {
        try (EngineSession session = open()) {
            Thread.currentThread().interrupt();
            assertThrows(EngineException.class, () -> session.inject(order()));
            assertTrue(Thread.interrupted());
            assertFalse(isDisturbed());
            assertEquals(Restoration.VERIFIED, session.verify().restoration());
        }
    }

    @Test
    void closingTheSessionRevertsWhatIsInForceAndUndoingItAfterwardsIsHarmless() {
        Undo undo;
        try (EngineSession session = open()) {
            undo = session.undoOf(order());
            session.inject(order());
        }
        assertEquals(Restoration.VERIFIED, engine().undo(undo).restoration());
        assertEquals(Restoration.VERIFIED, engine().undo(undo).restoration());
    }

    @Test
    void anotherProcessCanTakeADoseBackFromWhatWasJournaled() throws Exception {
        try (EngineSession session = open()) {
            Undo undo = session.undoOf(order());
            session.inject(order());
            Verification first = engine().undo(undo);
            assertEquals(Restoration.VERIFIED, first.restoration(), first.detail());
            Verification again = engine().undo(undo);
            assertEquals(Restoration.VERIFIED, again.restoration(), again.detail());
        }
    }
}

package dev.tensile.engine.litmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Injection;
import dev.tensile.engine.Verification;
import dev.tensile.experiment.Dose;
import dev.tensile.run.Delivered.Coverage;
import dev.tensile.run.Restoration;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An API server that fails, is slow, or talks nonsense for a while. */
@Timeout(60)
final class StumblingServerTest {
    private static final Dose DOSE = LitmusScene.latency(LitmusScene.ALL);

    private final LitmusScene scene = new LitmusScene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aCreationWhoseAnswerIsLostIsFoundByItsName() {
        scene.cluster.api().when("POST", ".*chaosengines").times(4).isDoneButNeverAnswered();
        try (EngineSession session = scene.open(DOSE)) {
            assertEquals(2, ((Coverage) session.inject(LitmusScene.order(DOSE)).delivered()).covered());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 410, 429})
    void aServerThatStumblesIsAskedAgain(int status) {
        try (EngineSession session = scene.open(DOSE)) {
            scene.cluster.api().when("GET", ".*chaosengines.*").times(6).answers(status);
            Injection injection = session.inject(LitmusScene.order(DOSE));
            scene.cluster.api().when("PATCH", ".*").times(6).answers(status);
            injection.close();
            assertEquals(2, ((Coverage) injection.delivered()).coveredAtEnd());
            assertEquals(Restoration.VERIFIED, session.verify().restoration());
        }
    }

    @Test
    void garbageAndSlowAnswersAreSurvived() {
        try (EngineSession session = scene.open(DOSE)) {
            scene.cluster.api().when("GET", ".*chaosengines.*").times(2).answersGarbage();
            scene.cluster.api().when("GET", ".*chaosresults.*").times(2).answersAfter(Duration.ofMillis(300));
            Injection injection = session.inject(LitmusScene.order(DOSE));
            injection.close();
            assertEquals(2, ((Coverage) injection.delivered()).coveredAtEnd());
        }
    }

    @Test
    void aRefusedCreationSaysWhy() {
        scene.cluster.api().when("POST", ".*chaosengines").answers(403, "admission webhook denied it");
        try (EngineSession session = scene.open(DOSE)) {
            EngineException refused =
                    assertThrows(EngineException.class, () -> session.inject(LitmusScene.order(DOSE)));
            assertEquals(EngineException.Category.NOT_DELIVERED, refused.category());
            assertTrue(String.valueOf(refused.getMessage()).contains("admission webhook denied it"), "" + refused);
        }
    }

    @Test
    void aDeadServerIsNoticedButARefusalIsAnAnswer() {
        try (EngineSession session = scene.open(DOSE)) {
            scene.cluster.api().when("*", ".*").answers(403);
            long end = System.nanoTime() + LitmusScene.SHORT.silence().toNanos() * 2;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertTrue(session.isAlive());
            scene.cluster.api().behaves();
            scene.cluster.api().when("*", ".*").isNeverAnswered();
            while (session.isAlive()) {
                Thread.onSpinWait();
            }
            scene.cluster.api().behaves();
        }
    }

    @Test
    void anEngineWhoseCreationWasNeverJournaledIsFoundByItsLabel() {
        try (EngineSession session = scene.open(DOSE)) {
            session.inject(new DoseOrder(1, 1, DOSE, Duration.ofMinutes(5), 1));
            Verification seen = scene.engine().undo(session.undoOf(LitmusScene.order(DOSE)));
            assertEquals(Restoration.VERIFIED, seen.restoration(), seen.detail());
            assertTrue(scene.cluster.objects().isEmpty());
        }
    }
}

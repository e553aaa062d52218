package dev.tensile.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.EngineException;
import dev.tensile.engine.RunTime;
import dev.tensile.engine.StopRequest;
import dev.tensile.engine.SystemUnderTest;
import dev.tensile.engine.Verification;
import dev.tensile.experiment.Environment;
import dev.tensile.experiment.Experiment;
import dev.tensile.experiment.Ladder;
import dev.tensile.experiment.SourceRef;
import dev.tensile.process.EchoChild;
import dev.tensile.run.Event;
import dev.tensile.run.Restoration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is found running, and what is started, without starting it. */
@Timeout(60)
final class SystemsTest {
    @TempDir
    private Path state;

    private final List<Event> journal = new ArrayList<>();

    @BeforeEach
    void stateFolder() {
        System.setProperty("tensile.state", state.toString());
    }

    @AfterEach
    void noStateFolder() {
        System.clearProperty("tensile.state");
    }

    private static Experiment experiment(Environment environment) {
        Duration second = Duration.ofSeconds(1);
        return new Experiment(
                "test",
                "",
                "",
                List.of(),
                environment,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Duration.ZERO,
                second,
                new Ladder(List.of(), second),
                second,
                Duration.ZERO,
                List.of(),
                SourceRef.NONE);
    }

    private SystemUnderTest.Running start(Environment environment) {
        return Systems.of(experiment(environment), state.resolve("not built"))
                .start(journal::add, RunTime.real(new StopRequest()));
    }

    private ShopFolder pretendThatItRuns(EchoChild child, Map<String, String> settings) {
        ShopFolder shop = new ShopFolder(state.resolve("demo"));
        List.of("database", "payments", "checkout").forEach(name -> shop.remember(name, child.id()));
        shop.rememberSettings(settings);
        return shop;
    }

    @Test
    void whatRunsAlreadyIsNotStarted() {
        start(new Environment.AlreadyRunning()).close();
        assertEquals(List.of(), journal);
    }

    @Test
    void howToEndTheShopIsWrittenDownBeforeItIsStarted() {
        EngineException refused = assertThrows(EngineException.class, () -> start(new Environment.DemoShop(Map.of())));
        assertEquals(EngineException.Category.ENVIRONMENT, refused.category());
        assertTrue(refused.mend().contains("package"), refused.mend());
        assertEquals(1, journal.size());
        Event.Injecting injecting = (Event.Injecting) journal.get(0);
        assertEquals(
                Map.of("folder", state.resolve("demo").toString()),
                injecting.undo().handle());
        Verification undone = DemoShop.undo(injecting.undo());
        assertEquals(Restoration.VERIFIED, undone.restoration(), undone.detail());
    }

    @Test
    void aShopThatRunsAlreadyIsUsedAndGoesOnRunning() throws IOException {
        try (EchoChild child = EchoChild.start()) {
            pretendThatItRuns(child, Map.of("workers", "8"));
            start(new Environment.DemoShop(Map.of("workers", "8", "payment-timeout", "1s")))
                    .close();
            assertEquals("The demo shop was running already.", ((Event.Note) journal.get(0)).text());
            assertTrue(child.answers());
        }
    }

    @Test
    void aShopThatRunsWithOtherSettingsIsNotUsed() throws IOException {
        try (EchoChild child = EchoChild.start()) {
            ShopFolder shop = pretendThatItRuns(child, Map.of("workers", "8"));
            EngineException refused =
                    assertThrows(EngineException.class, () -> start(new Environment.DemoShop(Map.of())));
            assertTrue(String.valueOf(refused.getMessage()).contains("workers=8"), refused::getMessage);
            assertTrue(refused.mend().contains("tensile demo down"), refused.mend());
            assertEquals(3, shop.alive().size());
            assertEquals(List.of(), journal);
        }
    }

    @Test
    void whatAKilledRunLeftOfTheShopIsEnded() throws IOException {
        try (EchoChild child = EchoChild.start()) {
            ShopFolder shop = pretendThatItRuns(child, Map.of());
            DemoShop demo = new DemoShop(state.resolve("not built"));
            assertTrue(demo.isUp());
            assertEquals(Restoration.VERIFIED, DemoShop.undo(demo.undo()).restoration());
            assertEquals(Map.of(), shop.alive());
            assertEquals(Restoration.VERIFIED, DemoShop.undo(demo.undo()).restoration(), "twice is once");
        }
    }
}

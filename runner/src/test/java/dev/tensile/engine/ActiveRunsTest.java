package dev.tensile.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ActiveRunsTest {
    @TempDir
    private Path state;

    @BeforeEach
    void stateFolder() {
        System.setProperty("tensile.state", state.resolve("state").toString());
    }

    @AfterEach
    void noStateFolder() {
        System.clearProperty("tensile.state");
    }

    @Test
    void aRunIsListedFromItsBeginningToItsEnd() {
        Path first = state.resolve("runs/1-a");
        Path second = state.resolve("runs/2-b");
        ActiveRuns.begin(second);
        ActiveRuns.begin(first);
        assertEquals(List.of(first, second), ActiveRuns.list());
        ActiveRuns.end(first);
        ActiveRuns.end(first);
        assertEquals(List.of(second), ActiveRuns.list());
    }

    @Test
    void thereMayBeNone() {
        assertEquals(List.of(), ActiveRuns.list());
    }
}

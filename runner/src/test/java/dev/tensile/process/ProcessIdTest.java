package dev.tensile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class ProcessIdTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void isReadAsItWasWritten() {
        ProcessId id = new ProcessId(4711, 1_700_000_000_123L);
        assertEquals("4711@1700000000123", id.toString());
        assertEquals(id, ProcessId.parse(id.toString()));
        assertEquals(id, ProcessId.parse(" 4711@1700000000123\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4711", "4711@", "@1", "4711@1@2", "one@two"})
    void whatIsNoProcessIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> ProcessId.parse(text));
    }

    @Test
    void thisProcessIsAlive() {
        assertTrue(ProcessId.current().isAlive());
        assertEquals(ProcessHandle.current(), ProcessId.current().find().orElseThrow());
    }

    @Test
    void aClockThatWasCorrectedALittleMakesNoDifference() {
        ProcessId now = ProcessId.current();
        assertTrue(new ProcessId(now.pid(), now.startMillis() + 1_500).isAlive());
        assertTrue(new ProcessId(now.pid(), now.startMillis() - 1_500).isAlive());
    }

    @Test
    void isNotMistakenForALaterProcessWithTheSameNumber() {
        ProcessId now = ProcessId.current();
        assertFalse(new ProcessId(now.pid(), now.startMillis() - 2_001).isAlive());
        assertFalse(new ProcessId(now.pid(), now.startMillis() + 2_001).isAlive());
        assertFalse(new ProcessId(now.pid(), 0).isAlive(), "a start that nobody knows is nobody's");
    }

    @Test
    void aProcessThatIsAskedToEndEnds() throws IOException {
        try (EchoChild child = EchoChild.start()) {
            ProcessId id = child.id();
            assertTrue(id.isAlive());
            assertTrue(id.end(PATIENCE));
            assertFalse(id.isAlive());
            assertTrue(id.end(PATIENCE), "twice is once");
        }
    }

    @Test
    void aProcessThatDoesNotHearIsEndedAllTheSame() throws Exception {
        try (EchoChild child = EchoChild.start()) {
            child.signal("STOP");
            assertTrue(child.id().end(Duration.ofMillis(50)));
            assertFalse(child.id().isAlive());
        }
    }

    @Test
    void anotherProcessWithTheSameNumberIsNotEnded() throws IOException {
        try (EchoChild child = EchoChild.start()) {
            ProcessId earlier = new ProcessId(child.id().pid(), child.id().startMillis() - 60_000);
            assertTrue(earlier.end(PATIENCE), "that one is gone");
            assertTrue(child.answers());
        }
    }

    @Test
    void waitingDoesNotEndIt() throws Exception {
        try (EchoChild child = EchoChild.start()) {
            ProcessId id = child.id();
            assertFalse(id.awaitEnd(Duration.ofMillis(1)));
            assertTrue(child.answers());
            child.signal("KILL");
            assertTrue(id.awaitEnd(PATIENCE));
        }
    }
}

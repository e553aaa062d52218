package dev.tensile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ChildJvmTest {
    @TempDir
    private Path state;

    @BeforeEach
    void stateFolder() {
        System.setProperty("tensile.state", state.toString());
    }

    @AfterEach
    void noStateFolder() {
        System.clearProperty("tensile.state");
    }

    @Test
    void aChildDoesNotHearTheCtrlCOrTheHangUpOfTheTerminal() throws Exception {
        try (EchoChild child = EchoChild.start()) {
            child.signal("INT");
            child.signal("HUP");
            assertTrue(child.answers());
        }
    }

    @Test
    void aChildLooksInTheSameStateFolder() throws Exception {
        try (EchoChild child = EchoChild.start()) {
            assertEquals("here, " + state.toAbsolutePath(), child.firstWords());
        }
    }

    @Test
    void theNumberOfTheProcessIsThatOfTheJvm() throws Exception {
        try (EchoChild child = EchoChild.start()) {
            String command = child.id().find().orElseThrow().info().command().orElse("");
            assertTrue(command.endsWith("java"), command);
        }
    }

    @Test
    void optionsComeBeforeTheClassAndArgumentsAfterIt() {
        List<String> command = new ChildJvm("a.jar", "Main", 64, List.of("-Dx=y"), List.of("--port", "1"))
                .builder()
                .command();
        List<String> end = command.subList(command.indexOf("-Xmx64m"), command.size());
        assertEquals(List.of("-Xmx64m", "-Xshare:auto", "-Dx=y", "-cp", "a.jar", "Main", "--port", "1"), end);
    }
}

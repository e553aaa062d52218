package dev.tensile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
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

    /** What is sent to the terminal's group does not reach it, and it does not ignore it, nor do those that it starts. */
    @Test
    void aChildIsApartFromTheTerminalWithoutBeingDeaf() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setsid")) && Files.exists(Path.of("/proc/self/stat")));
        try (EchoChild child = EchoChild.start()) {
            long pid = child.id().pid();
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            assertEquals(Long.toString(pid), words[2], "its process group");
            assertEquals(Long.toString(pid), words[3], "its session");
            assertEquals(ignored("self"), ignored(Long.toString(pid)));
            assertTrue(child.answers());
        }
    }

    /** Of SIGHUP, the first, and SIGINT, the second, those that a process does not hear. */
    private static BigInteger ignored(String pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> new BigInteger(line.substring(7).strip(), 16))
                .findFirst()
                .orElseThrow()
                .and(BigInteger.valueOf(3));
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

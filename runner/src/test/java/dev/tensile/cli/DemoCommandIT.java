package dev.tensile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shop by itself, from the command line: it goes on when nothing of Tensile runs, and goes without a trace. */
@Timeout(300)
final class DemoCommandIT {
    private static final Path ROOT =
            Path.of(System.getProperty("tensile.root", "..")).toAbsolutePath().normalize();
    private static final Path JARS = ROOT.resolve("demo/target/dist/lib");
    private static final int FIRST_PORT = 22_080;
    private static final int PAYMENTS = FIRST_PORT + 1;

    @TempDir
    Path folder;

    private Path state() {
        return folder.resolve("state");
    }

    private void demo(String what) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(RealRun.java(
                "-Dtensile.demo.port=" + FIRST_PORT, "-Dtensile.demo=" + JARS, "-Dtensile.state=" + state()));
        command.addAll(List.of("demo", what));
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertTrue(process.waitFor(2, TimeUnit.MINUTES), "demo " + what + " ends");
            assertEquals(0, process.exitValue(), () -> Scene.text(said));
        } finally {
            process.destroy();
        }
    }

    /** The process that serves as payments, as it last said itself. */
    private long payments() {
        Matcher said = Pattern.compile("^READY payments port=\\d+ pid=(\\d+)$", Pattern.MULTILINE)
                .matcher(Scene.text(state().resolve("demo/payments.log")));
        long last = 0;
        while (said.find()) {
            last = Long.parseLong(said.group(1));
        }
        return last;
    }

    @Test
    void paymentsComeBackThoughWhoStartedTheShopIsGone() throws Exception {
        assumeTrue(Files.isDirectory(JARS), "demo is not built: there is no " + JARS);
        demo("up");
        try {
            long killed = payments();
            ProcessHandle process = ProcessHandle.of(killed).orElseThrow();
            process.destroyForcibly();
            Scene.await("it is gone", () -> !process.isAlive());
            Scene.await("another one is ready", () -> payments() != killed);
            assertTrue(Scene.isServed(PAYMENTS));
        } finally {
            demo("down");
        }
        assertFalse(Files.exists(state().resolve("demo")));
        assertTrue(IntStream.range(FIRST_PORT, FIRST_PORT + 5).noneMatch(Scene::isServed));
    }
}

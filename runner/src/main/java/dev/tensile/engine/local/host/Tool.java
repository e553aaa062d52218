package dev.tensile.engine.local.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Small commands of the system, such as {@code kill} and {@code prlimit}. */
final class Tool {
    private static final long PATIENCE_SECONDS = 10;

    private Tool() {}

    /** How a command ended. */
    record Said(boolean well, String text) {}

    static Said run(List<String> command) {
        boolean interrupted = Thread.interrupted();
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new Said(ended && process.exitValue() == 0, text.strip());
        } catch (IOException missing) {
            return new Said(false, String.valueOf(missing.getMessage()));
        } catch (InterruptedException stopped) {
            interrupted = true;
            return new Said(false, "interrupted");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Starts a command that is to go on after Tensile has ended, or to return by itself; says nothing to anybody. */
    static Said start(List<String> command) {
        try {
            Process process = new ProcessBuilder(Mark.ownSession(command))
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new Said(true, "process " + process.pid());
        } catch (IOException missing) {
            return new Said(false, String.valueOf(missing.getMessage()));
        }
    }
}

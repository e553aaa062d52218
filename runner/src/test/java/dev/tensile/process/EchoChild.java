package dev.tensile.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An {@link EchoMain} in a process of its own, which ends with the test. */
public final class EchoChild implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final String firstWords;

    private EchoChild(Process process) throws IOException {
        this.process = process;
        out = process.inputReader(StandardCharsets.UTF_8);
        firstWords = String.valueOf(out.readLine());
    }

    /** Returns when it is there. */
    public static EchoChild start(String... arguments) throws IOException {
        String classPath = System.getProperty("java.class.path");
        ChildJvm command = new ChildJvm(
                classPath, EchoMain.class.getName(), 32, List.of(StateFolder.option()), List.of(arguments));
        return new EchoChild(
                command.builder().redirectError(ProcessBuilder.Redirect.DISCARD).start());
    }

    public ProcessId id() {
        return ProcessId.of(process.toHandle());
    }

    String firstWords() {
        return firstWords;
    }

    /** Whether it hears and answers. */
    public boolean answers() throws IOException {
        process.getOutputStream().write("hello\n".getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        return "hello".equals(out.readLine());
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        try {
            out.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

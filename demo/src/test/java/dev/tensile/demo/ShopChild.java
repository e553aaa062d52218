package dev.tensile.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A process of the shop as a child of the test, started from the packaged class path. Ends with the test. */
final class ShopChild implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("READY \\w+ port=(\\d+) pid=(\\d+)(?: postgres=(\\d+))?");
    private static final long END_WITHIN_SECONDS = 90;

    private final Process process;
    private final BufferedReader out;
    private final Path errors;
    private @Nullable Matcher ready;

    private ShopChild(Process process, Path errors) throws IOException {
        this.process = process;
        this.errors = errors;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Waits for the line of readiness, or for the end. */
    private Matcher ready() throws IOException {
        Matcher known = ready;
        if (known == null) {
            known = READY.matcher(String.valueOf(out.readLine()));
            ready = known;
            if (!known.matches()) {
                throw new IllegalStateException("not ready: " + errors());
            }
        }
        return known;
    }

    static ShopChild start(Class<?> main, String... arguments) throws IOException {
        Path errors = Files.createTempFile(main.getSimpleName(), ".err");
        return new ShopChild(
                new ProcessBuilder(command(main, arguments))
                        .redirectError(errors.toFile())
                        .start(),
                errors);
    }

    /** The command line of one that ends with its parent. */
    static List<String> command(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                System.getProperty("shop.lib") + "/*",
                main.getName(),
                "--exit-with-parent"));
        command.addAll(List.of(arguments));
        return command;
    }

    ShopChild orFail() throws IOException {
        ready();
        return this;
    }

    int port() throws IOException {
        return Integer.parseInt(ready().group(1));
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    long announcedPid() throws IOException {
        return Long.parseLong(ready().group(2));
    }

    ProcessHandle postmaster() throws IOException {
        return Optional.ofNullable(ready().group(3))
                .map(Long::valueOf)
                .flatMap(ProcessHandle::of)
                .orElseThrow(() -> new IllegalStateException("no postmaster announced, or it is gone"));
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode();
    }

    void closeStandardInput() throws IOException {
        process.getOutputStream().close();
    }

    void askToEnd() {
        process.destroy();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(END_WITHIN_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("process " + process.pid() + " did not end");
        }
        return process.exitValue();
    }

    String errors() throws IOException {
        return Files.readString(errors).strip();
    }

    String moreOutput() throws IOException {
        return String.valueOf(out.readLine());
    }

    @Override
    public void close() throws IOException {
        closeStandardInput();
        try {
            if (process.waitFor(END_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                Files.deleteIfExists(errors);
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}

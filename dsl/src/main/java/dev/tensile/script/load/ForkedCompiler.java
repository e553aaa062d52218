package dev.tensile.script.load;

import dev.tensile.script.compile.CompileAnswer;
import dev.tensile.script.compile.CompileRequest;
import dev.tensile.script.load.ScriptException.Category;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Compiles in a child JVM, so that the one that measures never carries the compiler's 300 MB. */
public final class ForkedCompiler implements Compiler {
    private static final String MAIN = "dev.tensile.script.compile.ScriptCompilerMain";
    private static final int SHOWN = 2_000;

    private final CompilerLocation location;
    private final CompilerArchive archive;
    private final Duration patience;

    /** Uses the archive if {@link CompilerArchive#warm} has made one; gives a script a minute. */
    public ForkedCompiler(CompilerLocation location, CompilerArchive archive) {
        this(location, archive, Duration.ofSeconds(60));
    }

    ForkedCompiler(CompilerLocation location, CompilerArchive archive, Duration patience) {
        this.location = location;
        this.archive = archive;
        this.patience = patience;
    }

    @Override
    public CompileAnswer compile(CompileRequest request) throws InterruptedException {
        return run(location, archive.flagsToUse(location), request, patience);
    }

    static CompileAnswer run(CompilerLocation location, List<String> flags, CompileRequest request, Duration patience)
            throws InterruptedException {
        Process child = start(location, flags);
        try {
            FutureTask<byte[]> answer =
                    inBackground("answer", () -> child.getInputStream().readAllBytes());
            FutureTask<byte[]> complaints =
                    inBackground("complaints", () -> child.getErrorStream().readAllBytes());
            var unused = inBackground("request", () -> send(child, request));
            byte[] bytes = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!child.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TimeoutException();
            }
            return understand(child.exitValue(), bytes, complaints.get(1, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            throw new ScriptException(
                    Category.COMPILER_TOO_SLOW,
                    "the script compiler did not answer within " + patience.toSeconds()
                            + " s and was stopped: is this machine busy? Try again",
                    e);
        } catch (ExecutionException e) {
            throw new ScriptException(Category.COMPILER_FAILED, "the script compiler could not be heard", e);
        } finally {
            child.destroyForcibly();
        }
    }

    private static Process start(CompilerLocation location, List<String> flags) {
        List<String> command = new ArrayList<>(List.of(
                location.java().toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xlog:disable",
                "-Xshare:auto"));
        if (Runtime.version().feature() >= 23) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(flags);
        command.addAll(List.of("-Djava.awt.headless=true", "-cp", location.classPathText(), MAIN));
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS"));
            return builder.start();
        } catch (IOException e) {
            throw new ScriptException(
                    Category.COMPILER_MISSING,
                    "the script compiler could not be started with " + location.java() + ": " + e.getMessage(),
                    e);
        }
    }

    private static byte[] send(Process child, CompileRequest request) {
        try (OutputStream to = child.getOutputStream()) {
            request.writeTo(to);
            return new byte[0];
        } catch (IOException childDied) {
            // Its exit code and complaints say why.
            return new byte[0];
        }
    }

    /** Daemon threads: a pipe cannot be read interruptibly, and ends when the child is killed. */
    private static FutureTask<byte[]> inBackground(String what, Callable<byte[]> work) {
        FutureTask<byte[]> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "tensile-compiler-" + what);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static CompileAnswer understand(int exit, byte[] answer, byte[] complaints) {
        try {
            if (exit == 0) {
                return CompileAnswer.of(answer);
            }
        } catch (IOException e) {
            throw failed(exit, complaints, e);
        }
        throw failed(exit, complaints, null);
    }

    private static ScriptException failed(int exit, byte[] complaints, @Nullable IOException cause) {
        String said = new String(complaints, StandardCharsets.UTF_8).strip();
        String shown = said.length() > SHOWN ? said.substring(0, SHOWN) + "…" : said;
        String message = "the script compiler failed (exit " + exit + ")" + (shown.isEmpty() ? "" : ": " + shown);
        return new ScriptException(Category.COMPILER_FAILED, message, cause);
    }
}

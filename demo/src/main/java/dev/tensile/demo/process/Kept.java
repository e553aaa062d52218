package dev.tensile.demo.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process of the shop that is started again whenever somebody else ends it, once it has been ready. It must end with its
 * standard input, so that it ends with this one, however that ends.
 */
public final class Kept implements ShopProcess.Started {
    private static final Logger LOG = LoggerFactory.getLogger(Kept.class);
    private static final Pattern READY = Pattern.compile("READY \\w+ port=(\\d+) .*");
    private static final int NEVER_READY = -1;
    private static final Duration END_WITHIN = Duration.ofSeconds(5);

    private final List<String> command;
    private final PrintStream out;
    private final CountDownLatch stopping;
    /** What it has said when it was ready for the first time. */
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    /** Guarded by this, as is its start. */
    private @Nullable Process process;

    private Kept(List<String> command, PrintStream out, CountDownLatch stopping) {
        this.command = List.copyOf(command);
        this.out = out;
        this.stopping = stopping;
    }

    /**
     * Returns when it is ready.
     *
     * @param out where what it says is said, line by line
     * @throws CannotStart when it ends before that
     */
    public static Kept start(List<String> command, PrintStream out, CountDownLatch stopping) {
        Kept kept = new Kept(command, out, stopping);
        Thread keeping = new Thread(kept::keep, "keep");
        keeping.setDaemon(true);
        keeping.start();
        try {
            if (kept.port.get() == NEVER_READY) {
                throw new CannotStart("what it keeps ended before it was ready; its last words are above.");
            }
            return kept;
        } catch (InterruptedException | ExecutionException broken) {
            kept.close();
            throw new CannotStart("ended before what it keeps was ready.", broken);
        }
    }

    private void keep() {
        boolean ready = runToItsEnd();
        port.complete(NEVER_READY); // unless it is known already
        try {
            while (port.join() != NEVER_READY && !stopping.await(ready ? 0 : 1, TimeUnit.SECONDS)) {
                LOG.warn("Somebody else has ended what is kept here: it is started again.");
                ready = runToItsEnd();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it has been ready. */
    private boolean runToItsEnd() {
        try {
            Process started = launch();
            return started != null && follow(started);
        } catch (IOException refused) {
            LOG.warn("What is kept here cannot be started: {}", refused.getMessage());
            return false;
        }
    }

    private synchronized @Nullable Process launch() throws IOException {
        if (stopping.getCount() > 0) {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return process;
        }
        return null;
    }

    private boolean follow(Process started) {
        boolean ready = false;
        try (BufferedReader lines = started.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.println(line);
                Matcher said = READY.matcher(line);
                if (said.matches()) {
                    ready = true;
                    port.complete(Integer.valueOf(said.group(1)));
                }
            }
        } catch (IOException broken) {
            // a broken pipe is an end, too
        }
        started.onExit().join();
        return ready;
    }

    @Override
    public int port() {
        return port.join();
    }

    @Override
    public synchronized void close() {
        Process last = process;
        if (last == null) {
            return;
        }
        last.destroy();
        try {
            if (!last.waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                last.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            last.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

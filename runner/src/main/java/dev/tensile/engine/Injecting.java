package dev.tensile.engine;

import dev.tensile.experiment.Step;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * A dose on its way into force, in a thread of its own, so that an engine that takes its time, or whose cluster does, holds up
 * neither a stop request nor the guardrails. Owned by the thread of the run.
 */
final class Injecting {
    private final Step.Inject step;
    private final CompletableFuture<Injection> work = new CompletableFuture<>();
    private final Thread thread;

    private Injecting(Step.Inject step, Supplier<Injection> injection) {
        this.step = step;
        thread = new Thread(() -> carryOut(injection), "tensile-inject");
        thread.setDaemon(true);
    }

    static Injecting begin(Step.Inject step, Supplier<Injection> injection) {
        Injecting injecting = new Injecting(step, injection);
        injecting.thread.start();
        return injecting;
    }

    private void carryOut(Supplier<Injection> injection) {
        try {
            work.complete(injection.get());
        } catch (RuntimeException | Error failed) {
            work.completeExceptionally(failed);
        }
    }

    Step.Inject step() {
        return step;
    }

    /** Done when it is in force, or surely not. */
    CompletableFuture<Injection> work() {
        return work;
    }

    /** Waits for it; throws what the engine threw. */
    Injection result() {
        try {
            return work.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw failed;
        }
    }

    /**
     * Makes the engine give up; waits until it has. An interrupt leaves nothing in force by an engine's contract, but it may come
     * too late.
     *
     * @return what came into force all the same, to be taken back
     */
    Optional<Injection> giveUp() {
        thread.interrupt();
        return work.handle((injection, failed) -> Optional.ofNullable(injection))
                .join();
    }
}

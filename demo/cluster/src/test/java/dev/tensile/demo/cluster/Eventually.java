package dev.tensile.demo.cluster;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for what happens on another thread: asks again and again, with a limit that only a broken one meets. */
final class Eventually {
    private static final long LIMIT_SECONDS = 20;
    private static final long ASK_AGAIN_MILLIS = 3;

    private Eventually() {}

    static void holds(String promise, Callable<Boolean> asked) {
        holds(() -> promise, asked);
    }

    static void holds(Supplier<String> promise, Callable<Boolean> asked) {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        try {
            while (!asked.call()) {
                if (System.nanoTime() - giveUp > 0) {
                    fail("within " + LIMIT_SECONDS + " s it did not come true that " + promise.get());
                }
                TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MILLIS);
            }
        } catch (Exception broken) {
            throw new AssertionError("could not ask whether " + promise.get(), broken);
        }
    }
}

package dev.tensile.demo;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what happens in another process: asks again and again, with a limit that only a broken one meets. */
final class Eventually {
    private static final long LIMIT_SECONDS = 90;
    private static final long ASK_AGAIN_MILLIS = 50;

    private Eventually() {}

    static void holds(String promise, Callable<Boolean> asked) throws Exception {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!asked.call()) {
            if (System.nanoTime() - giveUp > 0) {
                fail("within " + LIMIT_SECONDS + " s it did not come true that " + promise);
            }
            TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MILLIS);
        }
    }
}

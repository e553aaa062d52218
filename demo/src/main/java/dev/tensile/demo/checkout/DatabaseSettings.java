package dev.tensile.demo.checkout;

import dev.tensile.demo.options.Count;
import dev.tensile.demo.options.JdbcUrl;
import java.time.Duration;

/**
 * How carts are read.
 *
 * @param connectionWait the longest wait for a connection of the pool; 250 ms at least, which is the pool's own limit
 * @param answerWait the longest wait for an answer of the database, in whole seconds rounded up
 */
public record DatabaseSettings(JdbcUrl url, Count connections, Duration connectionWait, Duration answerWait) {
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(250);

    public DatabaseSettings {
        if (connectionWait.compareTo(SHORTEST_WAIT) < 0) {
            throw new IllegalArgumentException(
                    "the wait for a connection must be 250ms or more, was " + connectionWait.toMillis() + "ms");
        }
    }

    String answerSeconds() {
        return Long.toString((answerWait.toMillis() + 999) / 1_000);
    }
}

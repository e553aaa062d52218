package dev.tensile.engine.chaosmesh;

import java.time.Duration;

/**
 * How long this engine waits.
 *
 * @param inject until every target is shown to be injected
 * @param pause while a pause is refused, before the object is deleted instead
 * @param recover until every target is shown to be recovered, and again until the resource is gone
 * @param silence of the API server, before it counts as dead
 * @param between two looks while somebody waits
 * @param watch between two looks while a fault is held
 */
record Patience(Duration inject, Duration pause, Duration recover, Duration silence, Duration between, Duration watch) {
    static final Patience DEFAULT = new Patience(
            Duration.ofSeconds(30),
            Duration.ofSeconds(3),
            Duration.ofSeconds(60),
            Duration.ofSeconds(25),
            Duration.ofMillis(100),
            Duration.ofSeconds(1));
}

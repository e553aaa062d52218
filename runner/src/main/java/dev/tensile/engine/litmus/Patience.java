package dev.tensile.engine.litmus;

import java.time.Duration;

/**
 * How long this engine waits. Minutes, because each fault pulls images and starts three pods before it does anything.
 *
 * @param inject until every target is shown to be injected
 * @param queued until an agent has taken a run up
 * @param recover until every target is shown to be reverted, and again until the resource is gone
 * @param silence of the server, before it counts as dead
 * @param between two looks while somebody waits
 * @param watch between two looks while a fault is held
 */
record Patience(
        Duration inject, Duration queued, Duration recover, Duration silence, Duration between, Duration watch) {
    static final Patience DEFAULT = new Patience(
            Duration.ofMinutes(4),
            Duration.ofMinutes(1),
            Duration.ofMinutes(4),
            Duration.ofSeconds(40),
            Duration.ofMillis(500),
            Duration.ofSeconds(2));
}

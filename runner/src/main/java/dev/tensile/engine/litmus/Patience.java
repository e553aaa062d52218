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
 * @param poll between two questions to ChaosCenter while somebody waits
 * @param unsettled until what was asked of ChaosCenter, and never answered, surely shows if it was done
 */
record Patience(
        Duration inject,
        Duration queued,
        Duration recover,
        Duration silence,
        Duration between,
        Duration watch,
        Duration poll,
        Duration unsettled) {
    static final Patience DEFAULT = new Patience(
            Duration.ofMinutes(4),
            Duration.ofMinutes(1),
            Duration.ofMinutes(4),
            Duration.ofSeconds(40),
            Duration.ofMillis(500),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(20));

    /** ChaosCenter has 15 s for an answer, and is asked twice: two of these in a row do not make it dead. */
    Patience ofCenter() {
        return new Patience(
                inject, queued, recover, silence.plus(unsettled.multipliedBy(2)), between, watch, poll, unsettled);
    }
}

package dev.tensile.demo.checkout;

import dev.tensile.demo.options.Count;
import dev.tensile.demo.options.Percent;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;

/**
 * When the circuit breaker opens, and for how long.
 *
 * @param window the calls that are looked back on
 * @param minimumCalls the calls after which it may open for the first time
 * @param failures the share of failed calls at which it opens
 * @param slowCalls the share of slow calls at which it opens
 * @param slowFrom the duration from which a call is slow
 * @param openFor how long it stays open before it tries again
 * @param trials the calls that it lets through then
 */
public record BreakerSettings(
        Count window,
        Count minimumCalls,
        Percent failures,
        Percent slowCalls,
        Duration slowFrom,
        Duration openFor,
        Count trials) {

    CircuitBreakerConfig config() {
        return CircuitBreakerConfig.custom()
                .slidingWindow(window.value(), minimumCalls.value(), SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(failures.value())
                .slowCallRateThreshold(slowCalls.value())
                .slowCallDurationThreshold(slowFrom)
                .waitDurationInOpenState(openFor)
                .permittedNumberOfCallsInHalfOpenState(trials.value())
                .build();
    }
}

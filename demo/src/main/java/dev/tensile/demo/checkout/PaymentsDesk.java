package dev.tensile.demo.checkout;

import dev.tensile.demo.options.Count;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has carts paid behind a circuit breaker; what cannot be paid now is confirmed later. Never fails. With more than one attempt
 * a failed call is made again at once, without a pause and without a budget: that is how a retry storm begins.
 */
public final class PaymentsDesk {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentsDesk.class);

    private final PaymentsClient client;
    private final CircuitBreaker breaker;
    private final Retry retry;

    /** @param attempts calls for one payment, the first among them; each counts for the breaker */
    public PaymentsDesk(PaymentsClient client, BreakerSettings settings, Count attempts, MeterRegistry registry) {
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(settings.config());
        this.client = client;
        this.breaker = breakers.circuitBreaker("payments");
        RetryRegistry retries = RetryRegistry.of(RetryConfig.custom()
                .maxAttempts(attempts.value())
                .intervalFunction(IntervalFunction.of(1))
                .retryExceptions(IOException.class)
                .build());
        this.retry = retries.retry("payments");
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(registry);
        TaggedRetryMetrics.ofRetryRegistry(retries).bindTo(registry);
    }

    Settlement settle(Cart cart, TraceParent trace) {
        try {
            return retry.executeCallable(() -> breaker.executeCallable(() -> {
                client.pay(cart, trace);
                return Settlement.APPROVED;
            }));
        } catch (CallNotPermittedException open) {
            return Settlement.TO_BE_CONFIRMED;
        } catch (IOException failed) {
            LOG.info("cart {} is to be confirmed: {}", cart.id(), failed.getMessage());
            return Settlement.TO_BE_CONFIRMED;
        } catch (Exception ours) {
            throw new IllegalStateException("payment broke", ours);
        }
    }

    CircuitBreaker.State state() {
        return breaker.getState();
    }
}

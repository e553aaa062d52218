package dev.tensile.demo.checkout;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has carts paid behind a circuit breaker; what cannot be paid now is confirmed later. Never fails. */
public final class PaymentsDesk {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentsDesk.class);

    private final PaymentsClient client;
    private final CircuitBreaker breaker;

    public PaymentsDesk(PaymentsClient client, BreakerSettings settings, MeterRegistry registry) {
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(settings.config());
        this.client = client;
        this.breaker = breakers.circuitBreaker("payments");
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(registry);
    }

    Settlement settle(Cart cart, TraceParent trace) {
        try {
            breaker.executeCallable(() -> {
                client.pay(cart, trace);
                return Settlement.APPROVED;
            });
            return Settlement.APPROVED;
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

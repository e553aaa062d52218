package dev.tensile.demo.payments;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A payment provider that approves everything after a log-normal service time. With the spread of 0.2 and a median of
 * 5 ms, 98 of 100 payments take 3 to 8 ms. No thread waits: a slow provider holds nothing but its callers.
 */
public final class Provider {
    private static final double SPREAD = 0.2;

    private final Random random; // thread-safe by itself; the order of draws is the order of arrivals
    private final AtomicLong payments = new AtomicLong();
    private final Duration median;

    public Provider(Duration median, long seed) {
        this.median = median;
        this.random = new Random(seed);
    }

    /** Approves, after a while. */
    public CompletionStage<Payment> pay() {
        Payment payment = new Payment("p-" + payments.incrementAndGet(), draw());
        return new CompletableFuture<Payment>()
                .completeOnTimeout(payment, payment.took().toNanos(), TimeUnit.NANOSECONDS);
    }

    private Duration draw() {
        return Duration.ofNanos((long) (median.toNanos() * Math.exp(SPREAD * random.nextGaussian())));
    }

    /** An approved payment and the time that the provider thought about it. */
    public record Payment(String id, Duration took) {}
}

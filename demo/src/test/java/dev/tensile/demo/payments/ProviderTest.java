package dev.tensile.demo.payments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProviderTest {
    private static List<Long> micros(long seed) {
        Provider provider = new Provider(Duration.ofMillis(5), seed);
        List<CompletionStage<Provider.Payment>> atOnce =
                Stream.generate(provider::pay).limit(1_000).toList();
        return atOnce.stream()
                .map(payment -> payment.toCompletableFuture().join().took().toNanos() / 1_000)
                .toList();
    }

    @Test
    void thinksForThreeToEightMilliseconds() {
        long within = micros(7).stream()
                .filter(took -> took >= 3_000 && took <= 8_000)
                .count();
        // ±ln(1.6)/0.2 = 2.35 spreads around the median: 98 % of a log-normal distribution
        assertTrue(within > 960, within + " of 1000");
    }

    @Test
    void takesTheSameTimesForTheSameSeed() {
        Provider one = new Provider(Duration.ofNanos(1_000), 3);
        Provider same = new Provider(Duration.ofNanos(1_000), 3);
        for (int payment = 0; payment < 10; payment++) {
            assertEquals(
                    one.pay().toCompletableFuture().join(),
                    same.pay().toCompletableFuture().join());
        }
    }
}

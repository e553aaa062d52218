package dev.tensile.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.JitterShape;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DelayDrawTest {
    private static final int MANY = 200_000;

    private static long[] draw(JitterShape shape, double correlation, long delay, long jitter, long seed) {
        Intensity.Delay asked = new Intensity.Delay(Duration.ofNanos(delay), Duration.ofNanos(jitter));
        DelayDraw draw = new DelayDraw(asked, shape, correlation, seed);
        return LongStream.generate(draw::nextNanos).limit(MANY).toArray();
    }

    private static double mean(long[] values) {
        return LongStream.of(values).average().orElseThrow();
    }

    private static double covariance(long[] values, int lag) {
        double mean = mean(values);
        double sum = 0;
        for (int i = lag; i < values.length; i++) {
            sum += (values[i] - mean) * (values[i - lag] - mean);
        }
        return sum / (values.length - lag);
    }

    /** A uniform distribution of half-width j has the standard deviation j/√3. */
    @ParameterizedTest
    @CsvSource({"UNIFORM, 0", "UNIFORM, 0.5", "UNIFORM, 0.9", "NORMAL, 0", "NORMAL, 0.5", "NORMAL, 0.9"})
    void spreadAndResemblanceAreAsAskedAtAnyCorrelation(JitterShape shape, double correlation) {
        long[] drawn = draw(shape, correlation, 100_000_000, 10_000_000, 3);
        double deviation = shape == JitterShape.NORMAL ? 10e6 : 10e6 / Math.sqrt(3);
        assertEquals(100e6, mean(drawn), 0.3e6);
        assertEquals(deviation, Math.sqrt(covariance(drawn, 0)), deviation * 0.03);
        assertEquals(correlation, covariance(drawn, 1) / covariance(drawn, 0), 0.03);
    }

    @Test
    void uniformStaysWithinItsBounds() {
        for (long delay : draw(JitterShape.UNIFORM, 0.5, 100, 30, 1)) {
            assertTrue(delay >= 70 && delay <= 130, () -> "" + delay);
        }
    }

    @Test
    void aDelayIsNeverNegativeAndTheSeedDecidesIt() {
        long[] drawn = draw(JitterShape.NORMAL, 0, 10, 10, 1);
        assertEquals(0, LongStream.of(drawn).min().orElseThrow());
        org.junit.jupiter.api.Assertions.assertArrayEquals(drawn, draw(JitterShape.NORMAL, 0, 10, 10, 1));
    }
}

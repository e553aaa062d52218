package dev.tensile.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tensile.experiment.RequestTemplate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestMixTest {
    private static final int MANY = 100_000;
    private static final List<RequestTemplate> REQUESTS = List.of(weighing(1), weighing(7), weighing(2));

    private static RequestTemplate weighing(int weight) {
        return new RequestTemplate("GET", "/" + weight, Map.of(), "", weight);
    }

    private static int[] draw(long seed) {
        RequestMix mix = new RequestMix(REQUESTS, new SplitMix(seed));
        return IntStream.generate(mix::next).limit(MANY).toArray();
    }

    @Test
    void requestsAreDrawnByWeight() {
        long[] counts = new long[REQUESTS.size()];
        IntStream.of(draw(3)).forEach(index -> counts[index]++);
        for (int i = 0; i < counts.length; i++) {
            double share = REQUESTS.get(i).weight() / 10.0;
            double fiveErrors = 5 * Math.sqrt(share * (1 - share) / MANY);
            assertEquals(share, (double) counts[i] / MANY, fiveErrors);
        }
    }

    @Test
    void aSeedAlwaysGivesTheSameRequests() {
        assertArrayEquals(draw(9), draw(9));
    }
}

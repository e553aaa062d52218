package dev.tensile.load;

import dev.tensile.experiment.RequestTemplate;
import java.util.List;

/** Which of a load's requests is sent next: drawn by weight. Not thread-safe. */
final class RequestMix {
    private final long[] cumulated;
    private final SplitMix random;

    RequestMix(List<RequestTemplate> requests, SplitMix random) {
        this.random = random;
        cumulated = new long[requests.size()];
        long sum = 0;
        for (int i = 0; i < cumulated.length; i++) {
            sum += requests.get(i).weight();
            cumulated[i] = sum;
        }
    }

    /** An index into the requests of the load. */
    int next() {
        double point = random.nextDouble() * cumulated[cumulated.length - 1];
        int index = 0;
        while (cumulated[index] <= point) {
            index++;
        }
        return index;
    }
}

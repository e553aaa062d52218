package dev.tensile.load;

import dev.tensile.run.Sample;
import dev.tensile.run.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A sink that can be waited for. */
final class SampleList implements SampleSink {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Guarded by this. */
    private final List<Sample> samples = new ArrayList<>();

    @Override
    public synchronized void accept(Samples batch) {
        for (int i = 0; i < batch.size(); i++) {
            samples.add(batch.get(i));
        }
        notifyAll();
    }

    /** In the order in which they were due; at least so many. */
    synchronized List<Sample> await(int count) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (samples.size() < count) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("only " + samples.size() + " of " + count + " samples came");
            }
            wait(left);
        }
        return all();
    }

    synchronized List<Sample> all() {
        List<Sample> sorted = new ArrayList<>(samples);
        sorted.sort(Comparator.comparingLong(Sample::intendedNanos));
        return sorted;
    }
}

package dev.tensile.mechanism;

import dev.tensile.run.LinkWindow;
import dev.tensile.run.Outcome;
import dev.tensile.run.Run;
import dev.tensile.run.Samples;
import java.util.Arrays;
import java.util.Optional;

/**
 * Calls to a dependency against what users sent, in equal parts of time.
 *
 * @param attempts calls that reached the link
 * @param ended of them, those whose end is known, when it was
 * @param failed of those, the ones without an answer or with a server's error
 * @param requests of all loads, when they were sent
 * @param spared requests that ended without the full answer, sooner than nearly every one does undisturbed: whoever waits for
 *     a dependency waits longer than that, so for these no call was made
 */
@SuppressWarnings("ArrayRecordComponent") // nobody writes to them after the count
record Calls(long[] attempts, long[] ended, long[] failed, long[] requests, long[] spared) {
    /** @return empty if the link was not watched all that time */
    static Optional<Calls> in(Run run, String dependency, long from, int parts, long width) {
        return run.attempts()
                .window(dependency, from, parts, width)
                .map(window -> with(window, run, from, parts, width));
    }

    /** In whole seconds. */
    static Optional<Calls> bySecond(Stretch stretch, String dependency) {
        return in(stretch.run(), dependency, stretch.from(), stretch.seconds(), Stretch.SECOND);
    }

    private static Calls with(LinkWindow window, Run run, long from, int parts, long width) {
        long[] requests = new long[parts];
        long[] spared = new long[parts];
        Quick quick = Quick.of(run);
        Samples samples = run.samples();
        for (int i = 0; i < samples.size(); i++) {
            count(requests, samples.startNanos(i) - from, width);
            Outcome outcome = samples.outcome(i);
            if ((outcome.failed() || outcome == Outcome.DEGRADED)
                    && samples.latencyNanos(i) <= quick.of(samples.endpoint(i))) {
                count(spared, samples.intendedNanos(i) + samples.latencyNanos(i) - from, width);
            }
        }
        return new Calls(window.attempts(), window.ended(), window.failed(), requests, spared);
    }

    private static void count(long[] parts, long since, long width) {
        if (since >= 0 && since < parts.length * width) {
            parts[(int) (since / width)]++;
        }
    }

    /** What was either called or spared, part by part: all that would have been calls without a breaker. */
    long[] wanted() {
        long[] wanted = attempts.clone();
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] += spared[i];
        }
        return wanted;
    }

    /** Calls for each request; 0 if there were none. */
    double perRequest() {
        long sent = sum(requests);
        return sent == 0 ? 0 : (double) sum(attempts) / sent;
    }

    static long sum(long[] parts) {
        return Arrays.stream(parts).sum();
    }

    static long sum(long[] parts, int from, int to) {
        return Arrays.stream(parts, from, to).sum();
    }
}

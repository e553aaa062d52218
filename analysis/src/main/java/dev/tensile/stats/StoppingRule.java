package dev.tensile.stats;

import java.util.OptionalInt;

/** Stops once the evidence has crossed 1/alpha and has not come in a burst; a stop is kept. */
final class StoppingRule {
    private final double threshold;
    private final int burstSeconds;
    /** Of the last 2 k_min seconds, those above the limit; as a ring. */
    private final boolean[] above;

    private int second;
    private double maxLogE = Double.NEGATIVE_INFINITY;
    private OptionalInt stoppedAt = OptionalInt.empty();

    StoppingRule(EProcessSettings settings) {
        this.threshold = -Math.log(settings.alpha());
        this.burstSeconds = settings.burstSeconds();
        this.above = new boolean[2 * burstSeconds];
    }

    /** One more second; {@code aboveLimit} says whether its own share of events exceeded the limit. */
    Evidence step(double logE, boolean aboveLimit) {
        if (burstSeconds > 0) {
            above[second % above.length] = aboveLimit;
        }
        second++;
        maxLogE = Math.max(maxLogE, logE);
        if (stoppedAt.isEmpty() && logE >= threshold && persistent()) {
            stoppedAt = OptionalInt.of(second);
        }
        return new Evidence(second, logE, maxLogE, stoppedAt);
    }

    private boolean persistent() {
        int count = 0;
        for (boolean one : above) {
            count += one ? 1 : 0;
        }
        return count >= burstSeconds - 1;
    }
}

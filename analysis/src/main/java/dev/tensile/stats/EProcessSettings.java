package dev.tensile.stats;

/**
 * How an e-process spends its error and how much of a burst it tolerates.
 *
 * @param alpha chance of ever stopping while the null hypothesis holds, in (0, 1)
 * @param horizonSeconds T_max, the length watched; going on past it stays valid but adds no start times
 * @param restartSeconds a new start time every so many seconds, so that harm which begins late is found as fast
 * @param designEffect evidence is divided by it; &gt;= 1, that of the same indicator in the reference
 * @param burstSeconds k_min: no second may bring more than log(JK/alpha)/k_min, and at least k_min - 1 of the last 2 k_min
 *     seconds must be above the limit when stopping; 0 for neither
 */
public record EProcessSettings(
        double alpha, int horizonSeconds, int restartSeconds, double designEffect, int burstSeconds) {
    public EProcessSettings {
        Require.probability("alpha", alpha);
        if (horizonSeconds < 1 || restartSeconds < 1 || burstSeconds < 0) {
            throw new IllegalArgumentException("horizon and restart must be at least 1 s and burst at least 0 s, were "
                    + horizonSeconds + ", " + restartSeconds + " and " + burstSeconds);
        }
        if (!(designEffect >= 1) || Double.isInfinite(designEffect)) {
            throw new IllegalArgumentException("design effect must be finite and >= 1, was " + designEffect);
        }
    }

    /** For one arm: restart every 5 s, bursts of up to 5 s tolerated, no tempering. */
    public static EProcessSettings oneArm(double alpha, int horizonSeconds) {
        return new EProcessSettings(alpha, horizonSeconds, 5, 1, 5);
    }

    /** For two arms: restart every 5 s, no burst tolerance and no tempering, since both arms share the bursts. */
    public static EProcessSettings twoArm(double alpha, int horizonSeconds) {
        return new EProcessSettings(alpha, horizonSeconds, 5, 1, 0);
    }

    public EProcessSettings withRestartSeconds(int seconds) {
        return new EProcessSettings(alpha, horizonSeconds, seconds, designEffect, burstSeconds);
    }

    public EProcessSettings withDesignEffect(double effect) {
        return new EProcessSettings(alpha, horizonSeconds, restartSeconds, effect, burstSeconds);
    }

    public EProcessSettings withBurstSeconds(int seconds) {
        return new EProcessSettings(alpha, horizonSeconds, restartSeconds, designEffect, seconds);
    }

    /** J, the number of start times 0, restart, 2 restart, ... below the horizon. */
    int starts() {
        return (horizonSeconds + restartSeconds - 1) / restartSeconds;
    }
}

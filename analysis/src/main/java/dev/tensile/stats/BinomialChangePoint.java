package dev.tensile.stats;

/**
 * The second at which a proportion most likely changed, and whether it changed at all.
 *
 * <p>The likelihood ratio of two binomial proportions, before and from a split, against one, maximised over splits and divided by
 * the design effect. Its 1 % critical value is that of Andrews, "Tests for parameter instability and structural change with
 * unknown change point", Econometrica 61 (1993) 821, corrected 71 (2003) 395, for one parameter with 15 % trimmed at each end.
 *
 * @param second index of the first second after the split
 * @param statistic twice the log likelihood ratio over the design effect, at least 0
 */
public record BinomialChangePoint(int second, double statistic) {
    /** A statistic above it comes by chance in 1 % of windows without a change. */
    public static final double CRITICAL_1_PERCENT = 12.16;

    private static final double TRIMMED = 0.15;

    /**
     * The most likely split.
     *
     * @param events in each second, none above that second's trials
     * @param trials in each second
     * @param designEffect of the proportion, at least 1
     */
    public static BinomialChangePoint of(long[] events, long[] trials, double designEffect) {
        int seconds = trials.length;
        long allEvents = Series.sum(events);
        long allTrials = Series.sum(trials);
        int first = Math.max(1, (int) Math.ceil(TRIMMED * seconds));
        double whole = logLikelihood(allEvents, allTrials);
        BinomialChangePoint best = new BinomialChangePoint(first, 0);
        long eventsBefore = 0;
        long trialsBefore = 0;
        for (int split = 1; split <= seconds - first; split++) {
            eventsBefore += events[split - 1];
            trialsBefore += trials[split - 1];
            double parts = logLikelihood(eventsBefore, trialsBefore)
                    + logLikelihood(allEvents - eventsBefore, allTrials - trialsBefore);
            double statistic = 2 * (parts - whole) / designEffect;
            if (split >= first && statistic > best.statistic) {
                best = new BinomialChangePoint(split, statistic);
            }
        }
        return best;
    }

    /** Whether the change is more than chance at the 1 % level. */
    public boolean isShown() {
        return statistic > CRITICAL_1_PERCENT;
    }

    private static double logLikelihood(long events, long trials) {
        if (events == 0 || events == trials) {
            return 0;
        }
        double share = (double) events / trials;
        return events * Math.log(share) + (trials - events) * Math.log1p(-share);
    }
}

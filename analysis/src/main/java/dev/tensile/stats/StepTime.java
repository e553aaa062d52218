package dev.tensile.stats;

/**
 * When a share jumped, given that it did: the most likely time, and the times that the data do not exclude.
 *
 * <p>The split tau that maximises l([0, tau)) + l([tau, T)), l being the binomial log-likelihood at the share of its own part;
 * the interval is every tau with 2 (l_max - l(tau)) / d at most 7.35, which holds the true one in 95 % of all cases: (1 -
 * e^(-x/2))^2 = 0.95 at x = 7.35. Sources: Hinkley, "Inference about the change-point in a sequence of binomial variables",
 * Biometrika 57 (1970) 477; Yao, "Maximum likelihood estimation in hazard rate models with a change-point", Comm. Stat. 15 (1986).
 *
 * <p>Limits: for a sudden change only. For one that takes its time, such as a recovery, it errs early by seconds and its
 * interval is far too short: use {@link IsotonicReturn} there.
 *
 * @param at index of the first part after the change
 * @param earliest not excluded
 * @param latest not excluded
 */
public record StepTime(int at, int earliest, int latest) {
    private static final double CRITICAL = 7.35;

    /**
     * The time of the step.
     *
     * @param events in each part of time, none above that part's trials
     * @param trials in each part of time, at least 2 parts
     * @param designEffect of the events, at least 1
     */
    public static StepTime of(long[] events, long[] trials, double designEffect) {
        int parts = trials.length;
        if (parts < 2 || events.length != parts) {
            throw new IllegalArgumentException("a step needs the same 2 parts or more of events and trials, were "
                    + events.length + " and " + parts);
        }
        double[] likelihood = new double[parts];
        int best = 1;
        for (int split = 1; split < parts; split++) {
            likelihood[split] = likelihood(events, trials, 0, split) + likelihood(events, trials, split, parts);
            best = likelihood[split] > likelihood[best] + 1e-9 ? split : best;
        }
        double least = likelihood[best] - CRITICAL * Math.max(1, designEffect) / 2;
        int earliest = best;
        int latest = best;
        for (int split = 1; split < parts; split++) {
            if (likelihood[split] >= least) {
                earliest = Math.min(earliest, split);
                latest = Math.max(latest, split);
            }
        }
        return new StepTime(best, earliest, latest);
    }

    private static double likelihood(long[] events, long[] trials, int from, int to) {
        long e = 0;
        long n = 0;
        for (int t = from; t < to; t++) {
            Require.counts(trials[t], events[t]);
            e += events[t];
            n += trials[t];
        }
        return term(e, n) + term(n - e, n);
    }

    private static double term(long part, long whole) {
        return part == 0 ? 0 : part * Math.log((double) part / whole);
    }
}

package dev.tensile.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * Watches a proportion second by second against a limit set beforehand, and may stop at any time.
 *
 * <p>If every trial's conditional probability of an event given the past is at most the limit, the chance of ever stopping is at
 * most alpha, under any dependence and any stopping rule (Ville's inequality). A service that hovers around its limit does exceed
 * it for stretches and may be stopped for it. Odds ratios bet on: 1.5, 2, 3, 5, 10, 20, 50, 100. Sources: Howard, Ramdas,
 * McAuliffe and Sekhon, "Time-uniform, nonparametric, nonasymptotic confidence sequences", Annals of Statistics 49 (2021) 1055;
 * the capped and tempered restart mixture is described at {@link EProcessSettings}.
 *
 * <p>An update costs microseconds. Not thread-safe: one thread owns an instance.
 */
public final class OneArmEProcess {
    private static final double[] ODDS_RATIOS = {1.5, 2, 3, 5, 10, 20, 50, 100};

    private final double limit;
    private final EProcessSettings settings;
    private final GridMixture mixture;
    private final StoppingRule rule;
    private final List<Second> seen = new ArrayList<>();

    /**
     * Nothing seen yet.
     *
     * @param limit largest proportion that is not harm, in (0, 1)
     */
    public OneArmEProcess(double limit, EProcessSettings settings) {
        this.limit = Require.probability("limit", limit);
        this.settings = settings;
        this.mixture = new GridMixture(settings, ODDS_RATIOS);
        this.rule = new StoppingRule(settings);
    }

    /**
     * One more second.
     *
     * @param trials requests of this second, may be 0
     * @param events those of them that failed or exceeded
     */
    public Evidence update(long trials, long events) {
        Require.counts(trials, events);
        seen.add(new Second(trials, events));
        mixture.step(events, trials, limit);
        return rule.step(mixture.logE(), events > limit * trials);
    }

    /**
     * Anytime-valid lower confidence bound of the proportion: the largest limit whose e-process has reached 1/alpha by now, by 40
     * bisections; 0 if there is none. Holds with confidence 1 - alpha whenever it is asked for, after a stop too.
     */
    public double lowerBound() {
        if (!rejects(0)) {
            return 0;
        }
        double rejected = 0;
        double kept = 1;
        for (int step = 0; step < 40; step++) {
            double middle = (rejected + kept) / 2;
            if (rejects(middle)) {
                rejected = middle;
            } else {
                kept = middle;
            }
        }
        return rejected;
    }

    private boolean rejects(double proportion) {
        GridMixture other = new GridMixture(settings, ODDS_RATIOS);
        for (Second second : seen) {
            other.step(second.events, second.trials, proportion);
            if (other.crossed()) {
                return true;
            }
        }
        return false;
    }

    private record Second(long trials, long events) {}
}

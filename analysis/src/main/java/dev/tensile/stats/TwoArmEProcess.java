package dev.tensile.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * Watches two arms in the same seconds, and may stop when the target's event rate exceeds a tolerated multiple of the control's.
 *
 * <p>Given that an event happened, it fell on the target with probability at most theta = N_t R / (N_t R + N_c) as long as the
 * ratio of rates is at most R; whatever drives both arms alike cancels. The chance of ever stopping is then at most alpha. Events
 * must be rare enough to be treated as Poisson counts, or the probabilities small. Odds ratios bet on: 1.25, 1.5, 2, 3, 5, 10, 20,
 * 50. Source: Lindon and Malek, "Anytime-valid inference for multinomial count data", arXiv 2011.03567, as a grid mixture.
 *
 * <p>An update costs microseconds. Not thread-safe: one thread owns an instance.
 */
public final class TwoArmEProcess {
    private static final double[] ODDS_RATIOS = {1.25, 1.5, 2, 3, 5, 10, 20, 50};
    private static final double LARGEST_RATIO = 1e6;

    private final double toleratedRatio;
    private final EProcessSettings settings;
    private final GridMixture mixture;
    private final StoppingRule rule;
    private final List<Second> seen = new ArrayList<>();

    /**
     * Nothing seen yet.
     *
     * @param toleratedRatio R, largest ratio of event rates that is not harm, finite and above 0
     */
    public TwoArmEProcess(double toleratedRatio, EProcessSettings settings) {
        if (!(toleratedRatio > 0) || Double.isInfinite(toleratedRatio)) {
            throw new IllegalArgumentException("tolerated ratio must be finite and above 0, was " + toleratedRatio);
        }
        this.toleratedRatio = toleratedRatio;
        this.settings = settings;
        this.mixture = new GridMixture(settings, ODDS_RATIOS);
        this.rule = new StoppingRule(settings);
    }

    /**
     * One more second of both arms.
     *
     * @param targetTrials requests of the target, its exposure; may be 0
     * @param targetEvents those of them that failed
     * @param controlTrials requests of the control; may be 0
     * @param controlEvents those of them that failed
     */
    public Evidence update(long targetTrials, long targetEvents, long controlTrials, long controlEvents) {
        Require.counts(targetTrials, targetEvents);
        Require.counts(controlTrials, controlEvents);
        Second second = new Second(targetTrials, targetEvents, controlTrials, controlEvents);
        seen.add(second);
        second.stepInto(mixture, toleratedRatio);
        return rule.step(mixture.logE(), targetEvents > second.theta(toleratedRatio) * second.events());
    }

    /**
     * Anytime-valid lower confidence bound of the ratio of rates: the largest ratio whose e-process has reached 1/alpha by now,
     * by 40 bisections of its logarithm between 1e-6 and 1e6; 0 if there is none.
     */
    public double lowerBound() {
        double rejected = 1 / LARGEST_RATIO;
        double kept = LARGEST_RATIO;
        if (!rejects(rejected)) {
            return 0;
        }
        for (int step = 0; step < 40; step++) {
            double middle = Math.sqrt(rejected * kept);
            if (rejects(middle)) {
                rejected = middle;
            } else {
                kept = middle;
            }
        }
        return rejected;
    }

    private boolean rejects(double ratio) {
        GridMixture other = new GridMixture(settings, ODDS_RATIOS);
        for (Second second : seen) {
            second.stepInto(other, ratio);
            if (other.crossed()) {
                return true;
            }
        }
        return false;
    }

    private record Second(long targetTrials, long targetEvents, long controlTrials, long controlEvents) {
        long events() {
            return targetEvents + controlEvents;
        }

        double theta(double ratio) {
            double exposure = targetTrials * ratio + controlTrials;
            return exposure == 0 ? 0 : targetTrials * ratio / exposure;
        }

        void stepInto(GridMixture mixture, double ratio) {
            mixture.step(targetEvents, events(), theta(ratio));
        }
    }
}

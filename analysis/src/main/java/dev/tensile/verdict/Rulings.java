package dev.tensile.verdict;

import dev.tensile.compare.Comparison;
import dev.tensile.compare.Interval;
import dev.tensile.experiment.Expectation;
import dev.tensile.experiment.Tolerance;
import dev.tensile.stats.Holm;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of STATISTICS.md §2.8 on the two-sided 90 % interval of the effect, and the sentence that goes with each. Harm is
 * shown only if its p-value survives Holm's adjustment over all expectations and rungs of the run.
 */
final class Rulings {
    private static final double ALPHA = 0.05;

    private Rulings() {}

    /** One finding for each comparison, in the same order. */
    static List<Finding> of(List<Comparison> comparisons, List<Expectation> hypothesis) {
        double[] raw = comparisons.stream().mapToDouble(Comparison::harmP).toArray();
        double[] adjusted = Holm.adjust(raw);
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < comparisons.size(); i++) {
            Comparison comparison = comparisons.get(i);
            Ruling ruling = rule(comparison, adjusted[i]);
            Tolerance tolerance = hypothesis.get(comparison.expectation()).tolerance();
            findings.add(new Finding(comparison, ruling, adjusted[i], sentence(comparison, tolerance, ruling)));
        }
        return findings;
    }

    static Ruling rule(Comparison comparison, double harmPAdjusted) {
        if (!comparison.isEstimable()) {
            return Ruling.NOT_ESTIMABLE;
        }
        Interval effect = comparison.effect90();
        if (effect.lower() > comparison.tolerance()) {
            if (effect.lower() >= comparison.harm() && harmPAdjusted <= ALPHA) {
                return Ruling.HARMFUL;
            }
            return effect.upper() < comparison.harm() ? Ruling.DEGRADED : Ruling.DEGRADED_UNRESOLVED;
        }
        if (effect.upper() <= comparison.tolerance()) {
            return Ruling.RESILIENT;
        }
        return effect.upper() < comparison.harm() ? Ruling.NOT_HARMFUL : Ruling.INCONCLUSIVE;
    }

    private static String sentence(Comparison comparison, Tolerance tolerance, Ruling ruling) {
        String what = comparison.metric().label();
        if (ruling == Ruling.NOT_ESTIMABLE) {
            return what + " cannot be judged: " + comparison.notEstimable() + ".";
        }
        String seen = what + (tolerance.isRelative() ? " changed by " : " was ")
                + Words.effect(comparison, tolerance, comparison.effect()) + " ("
                + Words.interval95(comparison, tolerance) + ")";
        String limit = Words.effect(comparison, tolerance, comparison.tolerance());
        return seen
                + switch (ruling) {
                    case RESILIENT -> "; more than " + limit + " is excluded at 5 % risk.";
                    case DEGRADED ->
                        "; it left the tolerance of " + limit + " but stayed within the harm limit of "
                                + Words.effect(comparison, tolerance, comparison.harm()) + ".";
                    case DEGRADED_UNRESOLVED -> "; it left the tolerance of " + limit + ".";
                    case HARMFUL ->
                        "; it is shown beyond the harm limit of "
                                + Words.effect(comparison, tolerance, comparison.harm()) + ".";
                    default ->
                        "; the data are compatible with staying within " + limit + " and with leaving it. "
                                + more(comparison);
                };
    }

    private static String more(Comparison comparison) {
        return comparison.moreSeconds() > 0
                ? "About " + comparison.moreSeconds() + " s more at this rate would settle it."
                : "More time at this rate would not settle it.";
    }
}

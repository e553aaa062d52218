package dev.tensile.verdict;

import dev.tensile.compare.Comparison;

/**
 * What was found about one expectation on one rung, in a sentence that quotes its numbers.
 *
 * @param harmPAdjusted the p-value against the harm limit after Holm's adjustment over the whole run
 */
public record Finding(Comparison comparison, Ruling ruling, double harmPAdjusted, String sentence) {}

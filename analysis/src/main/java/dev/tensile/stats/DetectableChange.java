package dev.tensile.stats;

/**
 * The smallest true worsening that two finished windows would have shown with a power of 80 % at two-sided 95 %.
 *
 * <p>H + .84 se from the half-widths facing each other: H = hypot(A - l_A, u_B - B) and se the same with each divided by its
 * critical t; for a ratio exponentiated. For a difference of proportions the wider side of the target is taken, since a
 * proportion near 0 has next to no lower half-width. It is a property of the data's precision, not of the change seen.
 *
 * @param scale ratio or difference; half-width and standard error are on the logarithm for a ratio
 * @param tail one-sided tail of the half-widths
 * @param halfWidth H; {@code +infinity} if a part has no limit on that side
 * @param standardError se
 * @param allowance factor on H + .84 se: 1.25 for quantiles from the 99th on when the design effect exceeds 1.2, else 1
 * @param change the change: a ratio above 1, or a difference above 0; {@code +infinity} if none could have been shown
 */
public record DetectableChange(
        Scale scale, double tail, double halfWidth, double standardError, double allowance, double change) {}

/**
 * Statistics, and nothing else: arrays in, numbers out. No IO, no clock, no logging, no randomness, no word of the product.
 *
 * <p>Where to look, in the order the numbers flow:
 *
 * <ol>
 *   <li>{@link dev.tensile.stats.Window} holds the values of one window by second; a failed request is {@code +infinity}.
 *   <li>{@link dev.tensile.stats.Estimability} says whether a quantile may be estimated from it at all, and {@link
 *       dev.tensile.stats.AutocorrelationTime} whether it is long enough to be judged.
 *   <li>{@link dev.tensile.stats.LongRunVariance} and {@link dev.tensile.stats.DesignEffect} measure how much less a request
 *       tells than an independent one would.
 *   <li>{@link dev.tensile.stats.QuantileEstimate} and {@link dev.tensile.stats.ProportionEstimate} give intervals for one
 *       window at any tail.
 *   <li>{@link dev.tensile.stats.Contrast} compares two of them: ratio or difference ({@link dev.tensile.stats.Mover}),
 *       p-value for a margin, seconds still needed, smallest change that could have been seen.
 *   <li>{@link dev.tensile.stats.Holm} adjusts a family of p-values.
 *   <li>{@link dev.tensile.stats.OneArmEProcess}, {@link dev.tensile.stats.TwoArmEProcess} and {@link
 *       dev.tensile.stats.HardStop} watch second by second and may say "stop" at any time.
 * </ol>
 *
 * <p>A <em>tail</em> is the one-sided error of an interval: {@link dev.tensile.stats.Interval#TAIL_95} gives a two-sided 95 %
 * interval, {@link dev.tensile.stats.Interval#TAIL_90} a 90 % one.
 *
 * <p>All use of Commons Math is in this package, behind {@code Distributions}.
 */
@NullMarked
package dev.tensile.stats;

import org.jspecify.annotations.NullMarked;

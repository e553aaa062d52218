/**
 * How a system protected itself: a scorecard for each mechanism that the hypothesis names. Pure.
 *
 * <p>Seen from outside, at the link to the dependency and at the load: what reached the link ({@code dev.tensile.run.Attempts})
 * is held against what users sent. A mechanism that had no reason to act is {@link
 * dev.tensile.mechanism.Grade#NOT_EXERCISED}, one that nobody could watch {@link dev.tensile.mechanism.Grade#NOT_OBSERVED};
 * neither is ever a pass.
 */
@NullMarked
package dev.tensile.mechanism;

import org.jspecify.annotations.NullMarked;

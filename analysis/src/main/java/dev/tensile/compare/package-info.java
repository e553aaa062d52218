/**
 * A run in, numbers out: each expectation on each rung against the baseline or against its limit. Pure; the formulas are
 * in {@code dev.tensile.stats}.
 */
@NullMarked
package dev.tensile.compare;

import org.jspecify.annotations.NullMarked;

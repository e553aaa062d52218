/**
 * A run in, pictures out, as SVG text: pure and deterministic, so that the same run gives the same bytes on every machine.
 * The only package that may import JFreeChart. Start at {@link dev.tensile.chart.Charts}.
 */
@NullMarked
package dev.tensile.chart;

import org.jspecify.annotations.NullMarked;

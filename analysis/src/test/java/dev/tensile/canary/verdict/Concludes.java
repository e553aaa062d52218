package dev.tensile.canary.verdict;

import dev.tensile.canary.stats.CountsInVerdicts;
import dev.tensile.chart.Chart;

/** A verdict that draws. */
public record Concludes(Chart chart, CountsInVerdicts counts) {}

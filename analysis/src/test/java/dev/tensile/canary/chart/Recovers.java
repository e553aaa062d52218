package dev.tensile.canary.chart;

import dev.tensile.recovery.Recovery;
import org.apache.commons.math3.distribution.NormalDistribution;

/** A chart that works out its own numbers. */
record Recovers(Recovery recovery, NormalDistribution distribution) {}

package dev.tensile.canary.recovery;

import dev.tensile.compare.Comparison;

/** Recovery that leans on its neighbour. */
record Compares(Comparison comparison) {}

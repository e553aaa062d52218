package dev.tensile.canary.compare;

import dev.tensile.verdict.Verdict;

/** A comparison that knows what it means. */
record Judges(Verdict verdict) {}

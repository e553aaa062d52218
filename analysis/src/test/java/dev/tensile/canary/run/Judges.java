package dev.tensile.canary.run;

import dev.tensile.verdict.Verdict;

/** A run that knows what it means. */
record Judges(Verdict verdict) {}

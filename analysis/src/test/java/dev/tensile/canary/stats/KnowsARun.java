package dev.tensile.canary.stats;

import dev.tensile.canary.verdict.Concludes;
import dev.tensile.run.Run;

/** Statistics that know the product; with {@link Concludes} they form a cycle. */
record KnowsARun(Run run, Concludes verdict) {}

/**
 * The nouns a user says: what is hurt, how, how much, and what ought to hold. Everything here is declared and pure: no
 * IO, no clock, no thread, no logging. Read {@link dev.tensile.experiment.Experiment} first, then {@link
 * dev.tensile.experiment.Plan}, which is an experiment unrolled into steps.
 */
@NullMarked
package dev.tensile.experiment;

import org.jspecify.annotations.NullMarked;

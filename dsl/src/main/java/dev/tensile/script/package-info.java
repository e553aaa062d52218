/**
 * The language of {@code .chaos.kts} files: Kotlin builders that declare an {@link dev.tensile.experiment.Experiment}.
 * Start at {@code experiment} in {@code ExperimentBuilder.kt}; everything a script may write is reached from there. The
 * same builders work in ordinary Kotlin. {@code script.compile} turns a script into classes, {@code script.load} caches
 * and evaluates them.
 */
@NullMarked
package dev.tensile.script;

import org.jspecify.annotations.NullMarked;

/**
 * LitmusChaos, through its ChaosCenter.
 *
 * <p>{@link dev.tensile.engine.litmus.center.ChaosCenter} is the door: log in, save, run, poll, stop. What it saves is a {@link
 * dev.tensile.engine.litmus.center.ChaosExperimentManifest}, which {@link dev.tensile.engine.litmus.center.ManifestLinter} checks before it
 * leaves; what it polls is a {@link dev.tensile.engine.litmus.center.RunState}. Behind the door {@code GraphQl} asks, {@code Session}
 * holds the token, {@code Http} talks, and {@code Failures} says what went wrong.
 */
@NullMarked
package dev.tensile.engine.litmus.center;

import org.jspecify.annotations.NullMarked;

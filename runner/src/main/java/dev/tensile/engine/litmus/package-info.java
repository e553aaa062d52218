/**
 * LitmusChaos, in two ways: by its custom resources alone, or through a ChaosCenter ({@link dev.tensile.engine.litmus.center}).
 *
 * <p>From a dose to a fault with its tunables ({@link dev.tensile.engine.litmus.Translation}), and through the life of its
 * ChaosEngine: created, shown to be injected, stopped, shown to be reverted, deleted.
 */
@NullMarked
package dev.tensile.engine.litmus;

import org.jspecify.annotations.NullMarked;

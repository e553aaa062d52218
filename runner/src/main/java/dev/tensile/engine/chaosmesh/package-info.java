/**
 * Chaos Mesh: from a dose to a chaos resource ({@link dev.tensile.engine.chaosmesh.Translation}), and through its life: created,
 * shown to be injected, paused, shown to be recovered, deleted. Plain resources only, one for each dose of each rung.
 */
@NullMarked
package dev.tensile.engine.chaosmesh;

import org.jspecify.annotations.NullMarked;

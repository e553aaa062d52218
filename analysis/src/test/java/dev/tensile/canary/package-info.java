/** One class for each rule of {@code dev.tensile.HouseTest} that breaks it. Never run. */
@NullMarked
package dev.tensile.canary;

import org.jspecify.annotations.NullMarked;

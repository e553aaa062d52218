/** The shop that the examples hurt. It imports nothing of Tensile. */
@NullMarked
package dev.tensile.demo;

import org.jspecify.annotations.NullMarked;

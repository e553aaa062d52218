/** Starts, finds and stops the demo shop, which is a set of separate processes that know nothing of Tensile. */
@NullMarked
package dev.tensile.shop;

import org.jspecify.annotations.NullMarked;

/** Processes that Tensile starts, finds again and ends: always by id, and only if it is still the same process. */
@NullMarked
package dev.tensile.process;

import org.jspecify.annotations.NullMarked;

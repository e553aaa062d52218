/** How long the system took to come back after the last fault was lifted. Pure. */
@NullMarked
package dev.tensile.recovery;

import org.jspecify.annotations.NullMarked;

/** Open-model load: requests start when they are due, and each is recorded with its intended start. */
@NullMarked
package dev.tensile.load;

import org.jspecify.annotations.NullMarked;

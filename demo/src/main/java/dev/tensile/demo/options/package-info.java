/** The values that the command lines are made of: a wrong one is refused by a sentence. */
@NullMarked
package dev.tensile.demo.options;

import org.jspecify.annotations.NullMarked;

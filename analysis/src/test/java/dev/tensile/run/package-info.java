@NullMarked
package dev.tensile.run;

import org.jspecify.annotations.NullMarked;

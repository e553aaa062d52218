@NullMarked
package dev.tensile.mechanism;

import org.jspecify.annotations.NullMarked;

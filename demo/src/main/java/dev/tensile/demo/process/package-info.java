/** How a process of the shop starts, says that it is ready, is kept alive, and ends in order. */
@NullMarked
package dev.tensile.demo.process;

import org.jspecify.annotations.NullMarked;

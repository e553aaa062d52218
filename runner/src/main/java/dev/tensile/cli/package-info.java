/** Commands, progress, exit codes and wiring: the only place that prints and exits. */
@NullMarked
package dev.tensile.cli;

import org.jspecify.annotations.NullMarked;

/**
 * What was observed: samples, events, and the run that holds both. {@link dev.tensile.run.RunStore} is the only reader and
 * writer of a run folder. Times are nanoseconds since the start of the run; only {@link dev.tensile.run.Event.Started}
 * carries the wall clock.
 */
@NullMarked
package dev.tensile.run;

import org.jspecify.annotations.NullMarked;

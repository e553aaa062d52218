/**
 * From a file to an experiment: {@link dev.tensile.script.load.ScriptLoader} finds the compiled script in the cache or
 * has a child JVM compile it, evaluates it, and reports everything that is wrong with it; {@link
 * dev.tensile.script.load.ProblemPrinter} shows that to people.
 */
@NullMarked
package dev.tensile.script.load;

import org.jspecify.annotations.NullMarked;

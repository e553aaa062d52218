/**
 * The compiler side, which runs in a JVM of its own: a {@link dev.tensile.script.compile.CompileRequest} in, a {@link
 * dev.tensile.script.compile.CompileAnswer} out. The only package that touches the Kotlin compiler and its scripting
 * host; the JVM that measures loads nothing of it but those two.
 */
@NullMarked
package dev.tensile.script.compile;

import org.jspecify.annotations.NullMarked;

package dev.tensile.script.compile;

/**
 * What the compiler has to say about a script.
 *
 * @param line from 1; 0 when it concerns no line
 * @param column from 1; 0 when unknown
 * @param endColumn exclusive, on the same line; 0 when unknown
 */
public record Diagnostic(boolean isError, String message, int line, int column, int endColumn) {}

/**
 * Writes what a run means for people: first {@link dev.tensile.report.RunReport} puts the evidence into blocks, then the
 * same blocks become a web page and its Markdown twin. The only package that may import Flexmark and the template engine.
 */
@NullMarked
package dev.tensile.report;

import org.jspecify.annotations.NullMarked;

/** Numbers in, meaning out: the validity gates, the ruling on each expectation and rung, and the verdict. Pure. */
@NullMarked
package dev.tensile.verdict;

import org.jspecify.annotations.NullMarked;

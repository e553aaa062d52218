/** The payment provider: it thinks for a few milliseconds and approves. */
@NullMarked
package dev.tensile.demo.payments;

import org.jspecify.annotations.NullMarked;

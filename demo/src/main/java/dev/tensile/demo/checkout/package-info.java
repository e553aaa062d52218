/** Reads a cart, has it paid, and degrades when the payment cannot be had. */
@NullMarked
package dev.tensile.demo.checkout;

import org.jspecify.annotations.NullMarked;

/** A real PostgreSQL with the shop's carts in it, and nothing left of it afterwards. */
@NullMarked
package dev.tensile.demo.database;

import org.jspecify.annotations.NullMarked;

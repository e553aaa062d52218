/** The protocol of PostgreSQL, version 3, as far as a link looks into it. Knows no link and no dose. */
@NullMarked
package dev.tensile.engine.local.postgres;

import org.jspecify.annotations.NullMarked;

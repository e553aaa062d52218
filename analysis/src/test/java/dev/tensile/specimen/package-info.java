/** Made-up runs with plausible numbers, one for each way in which a run can end. For tests. */
@NullMarked
package dev.tensile.specimen;

import org.jspecify.annotations.NullMarked;

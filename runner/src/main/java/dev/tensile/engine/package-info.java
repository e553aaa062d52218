/**
 * The safe executor of a plan, and the ports through which it hurts and measures. An engine puts doses in force and takes
 * them back; everything that could leave something behind is journaled before it is done.
 */
@NullMarked
package dev.tensile.engine;

import org.jspecify.annotations.NullMarked;

/**
 * The shop that the examples hurt. It imports nothing of Tensile.
 *
 * <p>Three processes: {@link dev.tensile.demo.CheckoutMain} reads a cart from the PostgreSQL of {@link
 * dev.tensile.demo.DatabaseMain} and has it paid by {@link dev.tensile.demo.PaymentsMain}, which {@link dev.tensile.demo.KeeperMain} may keep alive. The weaknesses are on purpose
 * and the usual ones: a bounded pool of workers that a slow provider fills, and a small pool of connections.
 */
@NullMarked
package dev.tensile.demo;

import org.jspecify.annotations.NullMarked;

/**
 * The local engine: faults on the links of programs that run on this machine, without root and without a cluster.
 *
 * <p>A <em>link</em> is a TCP proxy in a process of its own ({@code LinkMain}), open in pass-through until a run
 * <em>leases</em> it. The control connection is the lease: when it ends, however it ends, every dose of that lease is out
 * of force. Every dose also carries a time limit that the link process enforces alone. Read {@link
 * dev.tensile.engine.local.LocalEngine} for the side of the run; {@code Link}, {@code Pair} and {@code DoseInForce}, in
 * this order, for the side of the link.
 */
@NullMarked
package dev.tensile.engine.local;

import org.jspecify.annotations.NullMarked;

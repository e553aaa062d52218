/**
 * Faults on processes and on the resources of this machine.
 *
 * <p>A <em>watchdog</em> ({@code HostMain}) is a process of its own for each run. It starts the programs that a script gives a
 * command for, puts doses in force, and takes each back when it is told to, when its time limit passes, when the pipe from the
 * run ends, or when the run has not been heard of for a while. What it is about to do it first writes into a folder ({@code
 * HeldFolder}), so that anybody can take it back who finds the watchdog dead, too. Resources are taken by children of the
 * watchdog ({@code StressMain}), which end with it. A process is known by its number and its start, never by the number alone.
 * Linux only: everything is read from {@code /proc}. Read {@code HostRoom} first, then {@code HostSession} for the side of the
 * run and {@code Watchdog} for the other.
 */
@NullMarked
package dev.tensile.engine.local.host;

import org.jspecify.annotations.NullMarked;

/**
 * Faults that sessions of our own do to a database of this machine: locks, and connections that nobody gives back.
 *
 * <p>The sessions live in the process of the run, so that they end with it: a server ends a session whose socket is closed. Each has a
 * name of its own ({@code application_name}), by which anybody can find and end it, and a time limit that the server itself keeps. Read
 * {@code DatabaseRoom} first. The only room that knows JDBC.
 */
@NullMarked
package dev.tensile.engine.local.database;

import org.jspecify.annotations.NullMarked;

package dev.tensile.engine;

/**
 * A fault that an engine can inject.
 *
 * @param fault as written in a script
 * @param by what it is there
 * @param needs what must be there for it
 * @param limits how it differs from what one might expect; empty if it does not
 */
public record Ability(String fault, String by, String needs, String limits) {}

package dev.tensile.engine;

/**
 * A fault that an engine can inject.
 *
 * @param fault as written in a script
 * @param by what it is there
 * @param needs what must be there for it
 * @param limits how it differs from what one might expect; empty if it does not
 * @param fidelity how what was delivered is known; empty if the engine has one answer for all its faults
 * @param undo how it ends; empty if the engine has one answer for all its faults
 */
public record Ability(String fault, String by, String needs, String limits, String fidelity, String undo) {
    public Ability(String fault, String by, String needs, String limits) {
        this(fault, by, needs, limits, "", "");
    }
}

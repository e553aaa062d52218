package dev.tensile.engine;

import dev.tensile.run.Restoration;

/**
 * What was found when somebody looked.
 *
 * @param what was looked at
 * @param detail what was seen, and if something is left, how to remove it by hand
 */
public record Verification(String what, Restoration restoration, String detail) {}

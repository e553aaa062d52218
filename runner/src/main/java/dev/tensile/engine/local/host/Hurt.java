package dev.tensile.engine.local.host;

import dev.tensile.run.Delivered;

/** A dose, in the hands of the watchdog. Owned by its loop, which never waits long. */
interface Hurt {
    /** @throws Refused if it is nothing for us to take back afterwards; nothing was written down yet, and nothing touched */
    default void check() throws Refused {}

    /** What has to be on disk before {@link #begin}. */
    Held held();

    /** @throws Refused if it cannot be done; then {@link #end} is called */
    void begin() throws Refused;

    /** Every tenth of a second until it is over. */
    void tick();

    /** Whether it was seen to be in force. */
    boolean isShown();

    /** Why it is not in force, or no longer; empty if nothing is known. */
    String trouble();

    /** Takes it back. Called once. */
    void end();

    Delivered.Measured measured();

    /** It cannot be done. */
    final class Refused extends Exception {
        Refused(String why) {
            super(why);
        }
    }
}

package dev.tensile.engine.local.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** What the sessions of one dose hold. */
interface Grip {
    /** What is measured, in words. */
    String what();

    /** The unit of {@link #asked} and {@link #held}, as in {@code Delivered.Measured}. */
    String unit();

    /** How much is to be held; known once it was taken. */
    double asked();

    /**
     * Opens sessions and takes hold; those that were opened are in {@code into}, also if it fails.
     *
     * @param look a session that only looks
     */
    void take(Server server, SessionsHandle handle, Connection look, Duration limit, List<Connection> into)
            throws SQLException, Refused, InterruptedException;

    /** How much is held now. */
    double held(Connection look, SessionsHandle handle) throws SQLException;

    /** Whether what is held has made itself felt. */
    boolean isFelt();

    /** Anything else worth knowing, in sentences. */
    List<String> remarks();

    /** It cannot be done. */
    final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String why) {
            super(why);
        }
    }
}

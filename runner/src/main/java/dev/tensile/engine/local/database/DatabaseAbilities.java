package dev.tensile.engine.local.database;

import dev.tensile.engine.Ability;
import java.util.List;

/** What sessions can do to a database, in the words of a script. */
final class DatabaseAbilities {
    private static final String NEEDS = "database { local { } } on loopback, PostgreSQL, and a user who may connect";
    private static final String BY_NAME =
            "the sessions are closed, and pg_stat_activity shows none of their name; the server ends them when Tensile is"
                    + " killed, and at the time limit";

    static final List<Ability> ALL = List.of(
            new Ability(
                    "lockTable",
                    "a session with an open transaction",
                    NEEDS + "; the right to lock the table (UPDATE, DELETE or TRUNCATE on it)",
                    "waits 5 s at most for the lock itself; invalid if nobody was seen waiting for it",
                    "pg_locks, looked at four times a second",
                    BY_NAME),
            new Ability(
                    "leakedConnections",
                    "idle sessions",
                    NEEDS,
                    "of those that are left to have, less 3 for others and what is reserved; a number, or a share of that",
                    "pg_stat_activity, looked at four times a second",
                    BY_NAME));

    private DatabaseAbilities() {}
}

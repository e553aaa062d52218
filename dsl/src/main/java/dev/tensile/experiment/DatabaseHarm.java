package dev.tensile.experiment;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What becomes of those who speak the protocol of PostgreSQL (version 3) over a link. */
public sealed interface DatabaseHarm
        permits DatabaseHarm.LoginFailure,
                DatabaseHarm.TooManyClients,
                DatabaseHarm.StartingUp,
                DatabaseHarm.DropTransaction,
                DatabaseHarm.SlowStatement,
                DatabaseHarm.FailStatement,
                DatabaseHarm.ReadOnly {
    /** The word for it in plans and reports. */
    String kind();

    /** What it strikes one by one. A share of connections can be asked of every harm. */
    Scope unit();

    default Class<? extends Intensity> strength() {
        return Intensity.Full.class;
    }

    /** New connections are told that the password is wrong (28P01), and closed. */
    record LoginFailure() implements DatabaseHarm {
        @Override
        public String kind() {
            return "login failure";
        }

        @Override
        public Scope unit() {
            return Scope.CONNECTIONS;
        }
    }

    /**
     * New connections are told that there are too many clients already (53300), and closed.
     *
     * @param beyond so many that are open already; 0 for all
     */
    record TooManyClients(int beyond) implements DatabaseHarm {
        public TooManyClients {
            Check.atLeast("the connections that are let in before there are too many", 0, beyond);
        }

        @Override
        public String kind() {
            return "too many clients" + (beyond == 0 ? "" : " beyond " + beyond);
        }

        @Override
        public Scope unit() {
            return Scope.CONNECTIONS;
        }
    }

    /** New connections are told that the server is starting up (57P03), and closed. */
    record StartingUp(Live live) implements DatabaseHarm {
        /** What becomes of connections that are open when it begins. */
        public enum Live {
            /** They are left alone. */
            KEPT,
            /** They are told that an administrator ends them (57P01), and closed, as when a server fails over. */
            TERMINATED
        }

        @Override
        public String kind() {
            return live == Live.TERMINATED ? "failover" : "starting up";
        }

        @Override
        public Scope unit() {
            return Scope.CONNECTIONS;
        }
    }

    /** Connections are reset when they go on with a transaction that is open; the server rolls it back. */
    record DropTransaction() implements DatabaseHarm {
        @Override
        public String kind() {
            return "dropped transaction";
        }

        @Override
        public Scope unit() {
            return Scope.TRANSACTIONS;
        }
    }

    /**
     * The answers to statements arrive late.
     *
     * @param statement a regular expression that is found in the text of those it is about; empty for all but those that only
     *     begin and end transactions or set and show settings
     */
    record SlowStatement(String statement) implements DatabaseHarm {
        public SlowStatement {
            checkPattern(statement);
        }

        @Override
        public String kind() {
            return "slow statements" + about(statement);
        }

        @Override
        public Scope unit() {
            return Scope.STATEMENTS;
        }

        @Override
        public Class<? extends Intensity> strength() {
            return Intensity.Delay.class;
        }
    }

    /**
     * Statements fail before the server sees them.
     *
     * @param state the SQLSTATE that they fail with
     * @param statement as in {@link SlowStatement}
     */
    record FailStatement(String state, String statement) implements DatabaseHarm {
        public FailStatement {
            if (!state.matches("[0-9A-Z]{5}") || state.startsWith("00")) {
                throw new IllegalArgumentException("an SQLSTATE of an error is five digits and capitals, such as 40001,"
                        + " and does not begin with 00, was \"" + state + "\"");
            }
            checkPattern(statement);
        }

        @Override
        public String kind() {
            return "SQL error " + state + about(statement);
        }

        @Override
        public Scope unit() {
            return Scope.STATEMENTS;
        }
    }

    /** Statements that write fail as on a standby (25006). */
    record ReadOnly() implements DatabaseHarm {
        @Override
        public String kind() {
            return "read-only database";
        }

        @Override
        public Scope unit() {
            return Scope.STATEMENTS;
        }
    }

    private static String about(String statement) {
        return statement.isEmpty() ? "" : " like \"" + statement + "\"";
    }

    private static void checkPattern(String statement) {
        try {
            Pattern.compile(statement);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "statements are chosen by a regular expression; \"" + statement + "\" is none: "
                            + e.getDescription() + " at character " + e.getIndex(),
                    e);
        }
    }
}

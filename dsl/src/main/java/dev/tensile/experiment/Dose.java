package dev.tensile.experiment;

import java.time.Duration;

/** One fault at one blast radius and intensity: what an engine is asked to inject. */
public record Dose(Fault fault, BlastRadius radius, Intensity intensity) {
    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(30);

    public Dose {
        if (!fault.strength().isInstance(intensity)) {
            throw new IllegalArgumentException(fault.kind() + " cannot have the intensity " + intensity);
        }
        if (fault instanceof LinkFault.Refuse && radius.scope() == Scope.REQUESTS) {
            throw new IllegalArgumentException("refuse acts when a connection opens, so its blast radius is a share of"
                    + " connections: write `of connections` instead of `of requests`");
        }
        if (fault instanceof LinkFault.Stream && radius.scope() == Scope.REQUESTS) {
            throw new IllegalArgumentException(fault.kind() + " acts on a connection as a whole, so its blast radius is"
                    + " a share of connections: write `of connections` instead of `of requests`");
        }
        if (fault instanceof LinkFault && !fits(fault, radius.scope())) {
            throw new IllegalArgumentException(
                    fault.kind() + " knows no " + radius.scope().word() + ": write `of "
                            + (fault instanceof LinkFault.Database database
                                            ? database.harm().unit()
                                            : Scope.CONNECTIONS)
                                    .word()
                            + "` instead of `of " + radius.scope().word() + "`");
        }
        if (radius.count() > 0
                && radius.scope() == Scope.CONNECTIONS
                && !(fault instanceof DatabaseFault.LeakedConnections)) {
            throw new IllegalArgumentException("only instances and leaked connections are counted; write a share");
        }
        if (fault instanceof DatabaseFault && radius.scope() != Scope.CONNECTIONS) {
            throw new IllegalArgumentException(
                    fault.kind() + " acts on the sessions of a database: write `of connections`" + " instead of `of "
                            + radius.scope().word() + "`");
        }
        if (fault instanceof DatabaseFault.LockTable && radius.share().fraction() < 1) {
            throw new IllegalArgumentException(
                    fault.kind() + " keeps out everybody who wants the table: write `all` instead of " + radius);
        }
        if (fault instanceof ProgramFault && radius.scope() != Scope.INSTANCES) {
            throw new IllegalArgumentException(fault.kind() + " acts on instances of a program, so its blast radius is"
                    + " a share or a number of them: write `of instances` instead of `of "
                    + radius.scope().word() + "`");
        }
    }

    /** Statements and transactions are known to faults on databases alone, which know no requests. */
    private static boolean fits(Fault fault, Scope scope) {
        boolean ofDatabases = scope == Scope.STATEMENTS || scope == Scope.TRANSACTIONS;
        return fault instanceof LinkFault.Database database
                ? scope == database.harm().unit() || (scope != Scope.REQUESTS && !ofDatabases)
                : !ofDatabases;
    }

    /** How long it may take on one machine, from when it is ordered, until it is seen to be in force; later it is given up. */
    public Duration shownWithin() {
        return fault instanceof ProgramFault program ? SHOWN_WITHIN.plus(program.grace()) : SHOWN_WITHIN;
    }

    /** Orders rungs: what the average request of the target suffers. */
    public double size() {
        return radius.size() * intensity.size();
    }

    @Override
    public String toString() {
        String strength = intensity instanceof Intensity.Full ? "" : intensity + " ";
        // A lock keeps everybody out: there is no part of anything to name.
        String where = fault instanceof DatabaseFault.LockTable ? " in " : " on " + radius + " of ";
        return strength + fault.kind() + where + fault.on().name();
    }
}

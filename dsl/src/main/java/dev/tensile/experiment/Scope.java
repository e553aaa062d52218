package dev.tensile.experiment;

/** What a blast radius is a share of. */
public enum Scope {
    /** TCP connections: a connection is inside or outside for as long as the fault is in force. */
    CONNECTIONS,
    /** HTTP/1.1 requests: each request on a shared connection is inside or outside by itself. */
    REQUESTS,
    /** Statements to a PostgreSQL database: each is inside or outside by itself. */
    STATEMENTS,
    /** Transactions of a PostgreSQL database that are open for longer than one message. */
    TRANSACTIONS,
    /** Running copies of a program: pods. The engine draws them once, when it injects. */
    INSTANCES;

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}

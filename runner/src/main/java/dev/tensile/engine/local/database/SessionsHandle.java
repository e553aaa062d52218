package dev.tensile.engine.local.database;

import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.LocalDatabase;
import dev.tensile.experiment.Secret;
import dev.tensile.run.Undo;
import java.util.Map;
import java.util.Objects;

/**
 * What another process must know to end the sessions of a dose.
 *
 * @param application the name that they have
 */
record SessionsHandle(String engine, LocalDatabase database, String application) {
    static final String KIND = "sessions";

    /** A server keeps no more of a name. */
    private static final int LONGEST_NAME = 63;

    /** What comes behind the name of the session that looks at the others. */
    private static final String LOOK = "-look";

    /** The name of a dose's sessions. */
    static String nameOf(String run, int rung, int dose) {
        String end = "-" + rung + (dose == 0 ? "" : "." + dose);
        String plain = run.replaceAll("[^A-Za-z0-9._-]", "_");
        int room = LONGEST_NAME - LOOK.length() - "tensile-".length() - end.length();
        return "tensile-" + plain.substring(Math.max(0, plain.length() - room)) + end;
    }

    String looking() {
        return application + LOOK;
    }

    Undo toUndo() {
        return new Undo(
                engine,
                KIND,
                Map.of(
                        "server", database.server().toString(),
                        "database", database.database(),
                        "user", database.user(),
                        "passwordFrom", database.password().variable(),
                        "application", application));
    }

    static SessionsHandle of(Undo undo) {
        LocalDatabase database = new LocalDatabase(
                HostPort.parse(field(undo, "server")),
                field(undo, "database"),
                field(undo, "user"),
                new Secret(field(undo, "passwordFrom")));
        return new SessionsHandle(undo.engine(), database, field(undo, "application"));
    }

    private static String field(Undo undo, String name) {
        return Objects.requireNonNull(undo.handle().get(name), name);
    }
}

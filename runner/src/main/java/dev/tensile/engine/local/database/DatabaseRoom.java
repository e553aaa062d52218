package dev.tensile.engine.local.database;

import dev.tensile.engine.Ability;
import dev.tensile.engine.Diagnosis.Finding;
import dev.tensile.engine.Diagnosis.State;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Verification;
import dev.tensile.experiment.Database;
import dev.tensile.experiment.DatabaseFault;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.LocalDatabase;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Problem;
import dev.tensile.experiment.SourceRef;
import dev.tensile.run.Undo;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The door of this package: sessions with databases of this machine, for the local engine. */
public final class DatabaseRoom {
    public static final List<Ability> ABILITIES = DatabaseAbilities.ALL;

    private DatabaseRoom() {}

    /** Whether a dose is one for sessions. */
    public static boolean isFor(Dose dose) {
        return dose.fault() instanceof DatabaseFault;
    }

    public static boolean isFor(Undo undo) {
        return undo.kind().equals(SessionsHandle.KIND);
    }

    /** Whether a plan hurts a database by sessions. */
    public static boolean isNeeded(Plan plan) {
        return plan.experiment().ladder().rungs().stream()
                .flatMap(rung -> rung.doses().stream())
                .anyMatch(DatabaseRoom::isFor);
    }

    /** What cannot be done of a dose, without asking the server. */
    public static List<Problem> check(Dose dose, SourceRef at) {
        Database database = ((DatabaseFault) dose.fault()).on();
        Optional<LocalDatabase> local = database.local();
        if (local.isEmpty()) {
            return List.of(Problem.error(
                    at,
                    "the database \"" + database.name() + "\" does not say where it is on this machine",
                    "add local { postgres(\"127.0.0.1:5432/shop\"); user = \"tester\" }"));
        }
        String host = local.get().server().host();
        return host.matches("localhost|127\\..*|::1|\\[::1\\]")
                ? List.of()
                : List.of(Problem.error(
                        database.at(),
                        "the database \"" + database.name() + "\" is on " + host
                                + ", and the local engine hurts only what is on this machine",
                        "name a server on 127.0.0.1"));
    }

    /** Opens a session with each database of a plan, to see whether it can, and closes it. */
    public static List<Finding> diagnose(Optional<Plan> plan) {
        List<Finding> findings = new ArrayList<>();
        plan.ifPresent(one -> one.experiment().targets().stream()
                .filter(Database.class::isInstance)
                .forEach(target -> findings.add(look((Database) target))));
        return findings.isEmpty()
                ? List.of(new Finding(
                        State.THERE,
                        "lockTable, leakedConnections",
                        "for a database { } on loopback; its password, if it has one, in an environment variable"))
                : findings;
    }

    private static Finding look(Database database) {
        String what = "database " + database.name();
        if (database.local().isEmpty()) {
            return new Finding(State.MISSING, what, "it does not say where it is on this machine");
        }
        try (Connection session = new Server(database.local().get(), System::getenv).open("tensile-doctor")) {
            return new Finding(
                    State.THERE,
                    what,
                    session.getMetaData().getDatabaseProductName() + " "
                            + session.getMetaData().getDatabaseProductVersion() + " at "
                            + database.local().get() + "; " + LeakGrip.left(session)
                            + " connections can be leaked");
        } catch (SQLException told) {
            return new Finding(State.MISSING, what, database.local().get() + ": " + told.getMessage());
        } catch (EngineException unset) {
            return new Finding(State.MISSING, what, unset.getMessage() + "; " + unset.mend());
        }
    }

    /**
     * Opens nothing yet.
     *
     * @param engine under whose name it is undone
     * @param run names the run
     */
    public static EngineSession open(String engine, String run) {
        return new DatabaseSession(engine, run, System::getenv);
    }

    public static Verification undo(Undo undo) {
        return new EndedSessions(SessionsHandle.of(undo), System::getenv).end();
    }
}

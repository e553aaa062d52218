package dev.tensile.engine.local.database;

import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Injection;
import dev.tensile.engine.Verification;
import dev.tensile.experiment.DatabaseFault;
import dev.tensile.experiment.LocalDatabase;
import dev.tensile.run.Restoration;
import dev.tensile.run.Undo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one run holds of databases. Owned by the thread of the run, but for {@link #isAlive}. */
final class DatabaseSession implements EngineSession {
    private final String engine;
    private final String run;
    private final Function<String, @Nullable String> environment;
    /** Guarded by itself. */
    private final Map<SessionsHandle, Holding> holdings = new LinkedHashMap<>();

    DatabaseSession(String engine, String run, Function<String, @Nullable String> environment) {
        this.engine = engine;
        this.run = run;
        this.environment = environment;
    }

    @Override
    public List<Undo> openUndos() {
        return List.of();
    }

    @Override
    public Undo undoOf(DoseOrder order) {
        return handleOf(order).toUndo();
    }

    private SessionsHandle handleOf(DoseOrder order) {
        DatabaseFault fault = (DatabaseFault) order.dose().fault();
        LocalDatabase database = fault.on()
                .local()
                .orElseThrow(() ->
                        new IllegalStateException("no place of " + fault.on().name() + ": the plan was not checked"));
        return new SessionsHandle(engine, database, SessionsHandle.nameOf(run, order.rung(), order.number()));
    }

    @Override
    public Injection inject(DoseOrder order) {
        SessionsHandle handle = handleOf(order);
        Grip grip = order.dose().fault() instanceof DatabaseFault.LockTable lock
                ? new LockGrip(lock)
                : new LeakGrip(order.dose().radius());
        Server server = new Server(handle.database(), environment);
        Holding holding = Holding.begin(order.dose(), grip, server, handle, order.timeLimit());
        synchronized (holdings) {
            holdings.put(handle, holding);
        }
        return holding;
    }

    private Map<SessionsHandle, Holding> all() {
        synchronized (holdings) {
            return new LinkedHashMap<>(holdings);
        }
    }

    @Override
    public Verification verify() {
        List<String> details = new ArrayList<>();
        boolean clean = true;
        for (Map.Entry<SessionsHandle, Holding> one : all().entrySet()) {
            Verification seen = new EndedSessions(one.getKey(), environment).look();
            clean &= seen.restoration() == Restoration.VERIFIED;
            details.add(seen.detail());
            if (one.getValue().isLost()) {
                details.add("sessions called " + one.getKey().application() + " were gone before they were closed");
            }
        }
        return new Verification(
                EndedSessions.WHAT,
                clean ? Restoration.VERIFIED : Restoration.RESIDUE,
                details.isEmpty() ? "none was opened" : String.join("; ", details));
    }

    @Override
    public boolean isAlive() {
        return all().values().stream().noneMatch(Holding::isLost);
    }

    @Override
    public void close() {
        all().values().forEach(Holding::close);
    }
}

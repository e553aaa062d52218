package dev.tensile.engine.kubernetes;

import dev.tensile.experiment.DatabaseFault;
import dev.tensile.experiment.Fault;
import dev.tensile.experiment.LinkFault;

/** The translation of an engine that knows nothing of databases. */
public interface WithoutDatabases<R> extends Fault.Cases<R> {
    /** What it is called in a sentence. */
    String engine();

    @Override
    default R lockTable(DatabaseFault.LockTable fault) {
        throw noSessions(fault);
    }

    @Override
    default R leakedConnections(DatabaseFault.LeakedConnections fault) {
        throw noSessions(fault);
    }

    private CannotDo noSessions(DatabaseFault fault) {
        return new CannotDo(
                engine() + " opens no sessions with databases: it knows no " + fault.kind(), "use the local engine");
    }

    @Override
    default R database(LinkFault.Database fault) {
        throw new CannotDo(
                engine() + " does not speak the protocol of PostgreSQL: it knows no " + fault.kind(),
                "use latency(on = …), reset(on = …) or blackhole(on = …), or the local engine");
    }
}

package dev.tensile.engine.local.database;

import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Database;
import dev.tensile.experiment.DatabaseFault;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.LocalDatabase;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Secret;
import dev.tensile.experiment.Share;
import dev.tensile.experiment.SourceRef;
import java.util.List;

/** Doses of sessions, as short as a test needs them. */
final class Held {
    static final BlastRadius ALL = new BlastRadius(Scope.CONNECTIONS, Share.ALL);

    private Held() {}

    static Database database(HostPort server, Secret password) {
        LocalDatabase local = new LocalDatabase(server, "postgres", "postgres", password);
        return new Database("shop", List.of(local), SourceRef.NONE);
    }

    static Dose lock(HostPort server, String table) {
        return lock(server, table, DatabaseFault.Mode.ACCESS_EXCLUSIVE);
    }

    static Dose lock(HostPort server, String table, DatabaseFault.Mode mode) {
        return new Dose(
                new DatabaseFault.LockTable(database(server, Secret.NONE), table, mode), ALL, new Intensity.Full());
    }

    static Dose leak(HostPort server, BlastRadius radius) {
        return new Dose(
                new DatabaseFault.LeakedConnections(database(server, Secret.NONE)), radius, new Intensity.Full());
    }
}

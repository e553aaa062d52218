package dev.tensile.experiment;

import java.util.Locale;

/** What sessions of our own do to a database. */
public sealed interface DatabaseFault extends Fault {
    @Override
    Database on();

    @Override
    default Class<? extends Intensity> strength() {
        return Intensity.Full.class;
    }

    /** How much a lock keeps others from. */
    enum Mode {
        /** Others may read, but neither write nor lock rows. */
        EXCLUSIVE,
        /** Others may not even read. */
        ACCESS_EXCLUSIVE;

        /** As PostgreSQL writes it. */
        public String sql() {
            return name().replace('_', ' ');
        }
    }

    /**
     * A session locks a table and keeps its transaction open.
     *
     * @param table with its schema or without; as it is spelt in the catalogue
     */
    record LockTable(Database on, String table, Mode mode) implements DatabaseFault {
        public LockTable {
            if (!table.matches("[\\p{L}_][\\p{L}\\p{N}_$]*(\\.[\\p{L}_][\\p{L}\\p{N}_$]*)?")) {
                throw new IllegalArgumentException(
                        "a table is written carts or shop.carts, without quotes, was \"" + table + "\"");
            }
        }

        @Override
        public String kind() {
            return mode.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " lock of " + table;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.lockTable(this);
        }
    }

    /** Sessions are opened and never used, as by a pool that loses them. */
    record LeakedConnections(Database on) implements DatabaseFault {
        @Override
        public String kind() {
            return "leaked connections";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.leakedConnections(this);
        }
    }

    /** One answer for each fault of sessions. */
    interface DatabaseCases<R> {
        R lockTable(LockTable fault);

        R leakedConnections(LeakedConnections fault);
    }
}

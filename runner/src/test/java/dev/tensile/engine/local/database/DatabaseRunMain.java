package dev.tensile.engine.local.database;

import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.TestPlans;
import dev.tensile.engine.local.LocalEngine;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.HostPort;
import java.time.Duration;

/** A run that holds sessions, says so, and waits to be killed. Its arguments: the server, what to hold, and the time limit in seconds. */
final class DatabaseRunMain {
    private DatabaseRunMain() {}

    public static void main(String[] arguments) throws Exception {
        HostPort server = HostPort.parse(arguments[0]);
        Dose dose = arguments[1].equals("lock")
                ? Held.lock(server, "carts")
                : Held.leak(server, BlastRadius.connections(10));
        EngineSession session = new LocalEngine().open(TestPlans.plan(dose), "killed");
        session.begin();
        session.inject(new DoseOrder(1, 0, dose, Duration.ofSeconds(Long.parseLong(arguments[2])), 1));
        System.out.println("held");
        while (System.in.read() >= 0) {
            // Until the test has gone.
        }
    }
}

package dev.tensile.engine.local;

import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.TestPlans;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.Scope;
import dev.tensile.run.Undo;
import java.time.Duration;
import java.util.Map;

/** A run that injects a latency of a minute, says how to undo it, and waits to be killed. */
final class RunnerMain {
    private RunnerMain() {}

    public static void main(String[] arguments) throws Exception {
        Dose dose = dose(HostPort.parse(arguments[0]), HostPort.parse(arguments[1]));
        EngineSession session = new LocalEngine().open(TestPlans.plan(dose), "run-1");
        DoseOrder order = new DoseOrder(1, 0, dose, Duration.ofMinutes(10), 1);
        Undo undo = session.undoOf(order);
        session.inject(order);
        System.out.println(Wire.write(undo.handle()));
        while (System.in.read() >= 0) {
            // Until the test has gone.
        }
    }

    static Dose dose(HostPort listen, HostPort upstream) {
        return TestPlans.latency(
                TestPlans.dependency("echo", listen, upstream),
                TestPlans.percentOf(Scope.CONNECTIONS, 100),
                Duration.ofMinutes(1));
    }

    @SuppressWarnings("unchecked")
    static Undo undo(String line) throws Exception {
        return new Undo(LocalEngine.NAME, "link", (Map<String, String>) Wire.read(line, Map.class));
    }
}

package dev.tensile.engine.local.host;

import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.TestPlans;
import dev.tensile.engine.local.LocalEngine;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.ProgramFault;
import dev.tensile.process.ChildJvm;
import dev.tensile.process.ProcessId;
import dev.tensile.process.StateFolder;
import dev.tensile.run.Undo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A run that pauses, ends or fills something, says how to undo it, and waits to be killed. */
final class HostRunMain {
    private HostRunMain() {}

    public static void main(String[] arguments) throws Exception {
        Dose dose = dose(arguments[0], Path.of(arguments[1]));
        EngineSession session = new LocalEngine().open(plan(arguments[0], dose, Path.of(arguments[1])), "run-1");
        Undo undo = session.openUndos().get(0);
        session.begin();
        session.inject(new DoseOrder(1, 0, dose, Duration.ofMinutes(10), 1));
        System.out.println(HostWire.write(undo.handle()));
        while (System.in.read() >= 0) {
            // Until the test has gone.
        }
    }

    /** The unmarked program is there besides. */
    private static Plan plan(String kind, Dose dose, Path pid) {
        return kind.equals(Doses.UNMARKED)
                ? TestPlans.plan(dose, Doses.all(new ProgramFault.Pause(Doses.unmarked(pid, child(pid)))))
                : TestPlans.plan(dose);
    }

    /** @param pid of a program that was found, or that Tensile starts */
    static Dose dose(String kind, Path pid) {
        return switch (kind) {
            case "pause" -> Doses.all(new ProgramFault.Pause(Doses.found("", List.of(), pid)));
            case "outage" -> Doses.all(new ProgramFault.Outage(Doses.started(pid)));
            case "pause-own" -> Doses.all(new ProgramFault.Pause(Doses.started(pid)));
            case "memory", Doses.UNMARKED ->
                Doses.all(new ProgramFault.MemoryStress(Doses.machine()), new Intensity.Memory(1, 50_000_000));
            default -> throw new IllegalArgumentException(kind);
        };
    }

    /** Where the child of an unmarked program says who it is. */
    static Path child(Path pid) {
        return pid.resolveSibling("child.pid");
    }

    /** Such a run in a process of its own, with its dose in force. */
    record OtherRun(Process process, Undo undo) {
        @SuppressWarnings("unchecked")
        static OtherRun start(String kind, Path pid) throws Exception {
            ChildJvm command = new ChildJvm(
                    ChildJvm.ownClassPath(),
                    HostRunMain.class.getName(),
                    64,
                    List.of(StateFolder.option()),
                    List.of(kind, pid.toString()));
            Process process = command.builder()
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Map<String, String> handle =
                    (Map<String, String>) HostWire.read(process.inputReader().readLine(), Map.class);
            return new OtherRun(process, new Undo(LocalEngine.NAME, HostHandle.KIND, handle));
        }

        Mark mark() {
            return new Mark(Objects.requireNonNull(undo.handle().get("lease")));
        }

        ProcessId watchdog() {
            return ProcessId.parse(Objects.requireNonNull(undo.handle().get("watchdog")));
        }

        void kill() {
            process.destroyForcibly().onExit().join();
        }

        void killWatchdog() {
            watchdog().find().ifPresent(found -> {
                found.destroyForcibly();
                found.onExit().join();
            });
        }
    }
}

package dev.tensile.engine.local.host;

import dev.tensile.engine.Ability;
import dev.tensile.engine.Diagnosis;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Verification;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.LocalProgram;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Problem;
import dev.tensile.experiment.Program;
import dev.tensile.experiment.ProgramFault;
import dev.tensile.experiment.SourceRef;
import dev.tensile.run.Undo;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The door of this package: programs and resources of this machine, for the local engine. */
public final class HostRoom {
    public static final List<Ability> ABILITIES = HostAbilities.ALL;

    private HostRoom() {}

    /** Whether a dose is one for programs. */
    public static boolean isFor(Dose dose) {
        return dose.fault() instanceof ProgramFault;
    }

    public static boolean isFor(Undo undo) {
        return undo.kind().equals(HostHandle.KIND);
    }

    /** What cannot be done of a dose, without looking at the machine. */
    public static List<Problem> check(Dose dose, SourceRef at) {
        return new HostChecks(dose, at).problems();
    }

    /** Whether a plan hurts programs, or names one that Tensile starts, or whose resolver it opens. */
    public static boolean isNeeded(Plan plan) {
        return !programs(plan).isEmpty();
    }

    private static List<Program> programs(Plan plan) {
        List<Program> hurt = plan.experiment().ladder().rungs().stream()
                .flatMap(rung -> rung.doses().stream())
                .filter(HostRoom::isFor)
                .map(dose -> ((ProgramFault) dose.fault()).on())
                .toList();
        return plan.experiment().targets().stream()
                .filter(Program.class::isInstance)
                .map(Program.class::cast)
                .filter(program -> hurt.contains(program)
                        || isStartedByTensile(program)
                        || program.resolver().isPresent())
                .toList();
    }

    private static boolean isStartedByTensile(Program program) {
        return program.local()
                .filter(local -> local.origin() instanceof LocalProgram.Command)
                .isPresent();
    }

    public static List<Diagnosis.Finding> diagnose(Optional<Plan> plan) {
        return HostDoctor.look(plan.map(HostRoom::programs).orElse(List.of()));
    }

    /**
     * Starts the watchdog of a run; nothing else is done yet.
     *
     * @param engine under whose name it is undone
     */
    public static EngineSession open(Plan plan, String engine) {
        String lease = UUID.randomUUID().toString();
        List<Program> programs = programs(plan);
        programs.forEach(HostRoom::mustBeThere);
        HostClient client = HostClient.start(lease);
        return new HostSession(new HostHandle(engine, lease, client.id()), client, programs);
    }

    private static void mustBeThere(Program program) {
        program.local()
                .filter(local -> local.origin() instanceof LocalProgram.PidFiles
                        || local.origin() instanceof LocalProgram.Listening)
                .ifPresent(local -> {
                    List<Victim> unused = new Instances(program, local, name -> Optional.empty()).mustBeThere();
                });
    }

    /**
     * What is held of dead runs, whatever became of their folders.
     *
     * @param engine under whose name it is undone
     */
    public static List<Undo> orphans(String engine) {
        return HeldFolder.orphans().stream()
                .flatMap(folder -> folder.holders().stream()
                        .limit(1)
                        .map(watchdog -> new HostHandle(engine, folder.lease(), watchdog).toUndo()))
                .toList();
    }

    public static Verification undo(Undo undo) {
        return new HostRecovery(HostHandle.of(undo)).run();
    }
}

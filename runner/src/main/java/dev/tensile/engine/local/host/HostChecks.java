package dev.tensile.engine.local.host;

import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.LocalProgram;
import dev.tensile.experiment.Problem;
import dev.tensile.experiment.Program;
import dev.tensile.experiment.ProgramFault;
import dev.tensile.experiment.SourceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What this machine cannot do of a dose, as far as the script alone tells. */
final class HostChecks {
    private static final Set<Class<? extends ProgramFault>> ENDING = Set.of(
            ProgramFault.Kill.class,
            ProgramFault.Crash.class,
            ProgramFault.Restart.class,
            ProgramFault.SlowStart.class,
            ProgramFault.Outage.class);
    private static final Set<Class<? extends ProgramFault>> STAYING_DOWN =
            Set.of(ProgramFault.SlowStart.class, ProgramFault.Outage.class, ProgramFault.Restart.class);
    private static final Set<Class<? extends ProgramFault>> ON_THE_MACHINE = Set.of(
            ProgramFault.CpuStress.class,
            ProgramFault.BusyCpu.class,
            ProgramFault.MemoryStress.class,
            ProgramFault.FullDisk.class,
            ProgramFault.BusyDisk.class);

    private final Dose dose;
    private final ProgramFault fault;
    private final Program program;
    private final SourceRef at;
    private final List<Problem> problems = new ArrayList<>();

    HostChecks(Dose dose, SourceRef at) {
        this.dose = dose;
        this.at = at;
        fault = (ProgramFault) dose.fault();
        program = fault.on();
    }

    List<Problem> problems() {
        if (fault instanceof ProgramFault.ClockShift) {
            error(
                    "the local engine cannot shift the clock of \"" + program.name()
                            + "\": without a cluster only the clock of the whole machine could be set",
                    "start the program under faketime (libfaketime) with a command of its own, or run it with --on chaosmesh");
        } else if (fault instanceof ProgramFault.Dns || fault instanceof ProgramFault.DnsDelay) {
            resolver();
        } else if (!canDo()) {
            error(
                    "the local engine cannot inject \"" + dose + "\"",
                    "run it with --on chaosmesh or --on litmus; tensile faults says what each engine can do");
        } else {
            program.local().ifPresentOrElse(this::check, this::nowhere);
        }
        return problems;
    }

    private boolean canDo() {
        Class<?> type = fault.getClass();
        return ENDING.contains(type)
                || ON_THE_MACHINE.contains(type)
                || fault instanceof ProgramFault.Pause
                || fault instanceof ProgramFault.Scarcity;
    }

    private void resolver() {
        if (program.resolver().isEmpty()) {
            problems.add(Problem.error(
                    program.at(),
                    "the program \"" + program.name() + "\" does not say what it asks for names on this machine",
                    "add resolver { listen(\"127.0.0.1:15353\"); upstream(\"10.0.0.2:53\") }, and let it ask there"));
            return;
        }
        program.resolver()
                .filter(resolver -> !resolver.listen().host().matches("localhost|127\\..*"))
                .ifPresent(resolver -> problems.add(Problem.error(
                        program.at(),
                        "the resolver of \"" + program.name() + "\" listens on "
                                + resolver.listen().host() + ", which is not loopback",
                        "let it listen on 127.0.0.1")));
        whole("\"" + dose + "\" touches all who ask the resolver, not some instances");
        delay();
    }

    private void whole(String what) {
        if (dose.radius().count() > 0 || dose.radius().share().fraction() < 1) {
            error(what, "write `all`");
        }
    }

    private void delay() {
        if (dose.intensity() instanceof Intensity.Delay delay && !delay.jitter().isZero()) {
            error("it is late by one time, not by many", "leave out `jitter`");
        }
    }

    private void nowhere() {
        problems.add(Problem.error(
                program.at(),
                "the program \"" + program.name() + "\" does not say where it runs on this machine",
                "add local { pidFile(\"/run/" + program.name() + ".pid\") }"));
    }

    private void check(LocalProgram local) {
        if (!Proc.isThere()) {
            error(
                    "faults on programs and resources need Linux: there is no /proc here",
                    "run it on Linux, or in a container");
        }
        if (ON_THE_MACHINE.contains(fault.getClass())) {
            machine();
        } else if (local.origin() instanceof LocalProgram.Machine) {
            error(
                    "\"" + dose + "\" needs a process, and \"" + program.name() + "\" is only this machine",
                    "say how its process is found: pidFile(…), listensOn(…) or command(…)");
        } else if (ENDING.contains(fault.getClass())) {
            comesBack(local);
        }
        delay();
    }

    private void machine() {
        whole("\"" + dose + "\" acts on the whole machine, not on some instances");
        if (problems.isEmpty()) {
            problems.add(Problem.warning(
                    at,
                    "\"" + dose + "\" takes it from the whole machine, also from the load that Tensile sends",
                    "run the program on a machine of its own if the two must not share"));
        }
    }

    private void comesBack(LocalProgram local) {
        String ways = "add keptBy(\"systemd\"), or startAgain(\"…\"), or give its command(…) to Tensile";
        if (!local.comesBack()) {
            error("nobody would start \"" + program.name() + "\" again after \"" + dose + "\"", ways);
        } else if (STAYING_DOWN.contains(fault.getClass()) && !local.isStartedByTensile()) {
            error(
                    local.keeper() + " starts \"" + program.name()
                            + "\" when it likes, so Tensile cannot say when after \"" + dose + "\"",
                    "use kill(on = …), or say how Tensile starts it: startAgain(\"…\") or command(…)");
        }
        Optional<LocalProgram.Command> command = Optional.of(local.origin())
                .filter(LocalProgram.Command.class::isInstance)
                .map(LocalProgram.Command.class::cast);
        if (command.isPresent() && local.ready().isEmpty()) {
            problems.add(Problem.warning(
                    at,
                    "it cannot be seen when \"" + program.name() + "\" works again: it is taken to as soon as it lives",
                    "add ready(\"http://127.0.0.1:8081/health\")"));
        }
    }

    private void error(String what, String mend) {
        problems.add(Problem.error(at, what, mend));
    }
}

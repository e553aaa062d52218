package dev.tensile.engine.local.host;

import dev.tensile.engine.Diagnosis.Finding;
import dev.tensile.engine.Diagnosis.State;
import dev.tensile.engine.EngineException;
import dev.tensile.experiment.Program;
import dev.tensile.experiment.Quantities;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether this machine can do each fault on programs and resources, and if not, why. Changes nothing. */
final class HostDoctor {
    private HostDoctor() {}

    static List<Finding> look(List<Program> programs) {
        if (!Proc.isThere()) {
            return List.of(new Finding(
                    State.MISSING,
                    "faults on programs and resources",
                    "they need Linux: there is no /proc here; run Tensile on Linux, or in a container"));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(there(
                "kill, terminate, restart, slowStart, crash, outage, pause",
                "signals to processes of this user, and /proc"));
        findings.add(there(
                "dnsErrors, dnsNotFound, dnsLies, dnsSilence, slowDns",
                "for programs that can be told to ask a resolver on a port of loopback"));
        findings.add(there(
                "cpuStress, busyCpu",
                Runtime.getRuntime().availableProcessors() + " processors, which the load of Tensile uses, too"));
        findings.add(memory());
        findings.add(there("fillDisk, busyDisk", "any folder that may be written to; busyDisk not in memory (tmpfs)"));
        findings.add(descriptors());
        findings.add(threads());
        findings.add(new Finding(State.UNKNOWN, "cgroup limits", controlGroups()));
        findings.add(new Finding(
                State.UNKNOWN,
                "clockShift",
                "not without a cluster: start the program under faketime, or use --on chaosmesh"));
        programs.forEach(program -> program(program).ifPresent(findings::add));
        return findings;
    }

    private static Finding there(String what, String detail) {
        return new Finding(State.THERE, what, detail);
    }

    private static Finding memory() {
        long room = Proc.memory("MemAvailable") - MemoryLoad.floor();
        return new Finding(
                room > 0 ? State.THERE : State.MISSING,
                "memoryStress",
                room > 0
                        ? "at most " + Quantities.bytes(room) + " now; " + Quantities.bytes(MemoryLoad.floor())
                                + " stay free"
                        : "less than " + Quantities.bytes(MemoryLoad.floor()) + " are free: end something first");
    }

    private static boolean hasTool() {
        return Tool.run(List.of(Limit.TOOL, "--version")).well();
    }

    private static Finding descriptors() {
        return hasTool()
                ? there("fewDescriptors", "prlimit is there")
                : new Finding(State.MISSING, "fewDescriptors", "there is no prlimit: install util-linux");
    }

    private static Finding threads() {
        if (!hasTool()) {
            return new Finding(State.MISSING, "fewThreads", "there is no prlimit: install util-linux");
        }
        return Proc.ownUser() == 0
                ? new Finding(
                        State.UNKNOWN,
                        "fewThreads",
                        "not as the superuser, whose threads the system does not limit: run the program and Tensile as another user")
                : there("fewThreads", "prlimit is there");
    }

    private static String controlGroups() {
        Path own = Path.of("/sys/fs/cgroup");
        String what = Files.exists(own.resolve("cgroup.controllers"))
                ? "version 2 is there" + (Files.isWritable(own) ? "" : ", but may not be written to by this user")
                : "there is no cgroup version 2 under " + own;
        return what
                + "; Tensile sets none: limit a program with systemd-run or docker, and use cpuStress or memoryStress";
    }

    private static Optional<Finding> program(Program program) {
        return program.local().map(local -> {
            Instances instances = new Instances(program, local, name -> Optional.empty());
            String what = "program " + program.name();
            if (instances.isStartedByTensile()
                    || instances.local().origin() instanceof dev.tensile.experiment.LocalProgram.Machine) {
                return there(what, local.toString());
            }
            try {
                return there(what, local + ": " + instances.mustBeThere());
            } catch (EngineException refused) {
                return new Finding(State.MISSING, what, refused.getMessage() + "; " + refused.mend());
            }
        });
    }
}

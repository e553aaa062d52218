package dev.tensile.engine.local.host;

import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineException.Category;
import dev.tensile.engine.local.host.HostWire.Act;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.ProgramFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** From a dose to what the watchdog is told. */
final class Orders {
    private final long id;
    private final DoseOrder order;
    private final Instances instances;

    Orders(long id, DoseOrder order, Instances instances) {
        this.id = id;
        this.order = order;
        this.instances = instances;
    }

    /** @throws EngineException if it cannot be done here and now; nothing was touched */
    HostWire.Order make() {
        ProgramFault fault = (ProgramFault) order.dose().fault();
        Intensity intensity = order.dose().intensity();
        if (fault instanceof ProgramFault.Kill kill) {
            return ending(Act.KILL, kill.grace(), Duration.ZERO);
        }
        if (fault instanceof ProgramFault.Restart restart) {
            return ending(Act.KILL, restart.grace(), Duration.ZERO);
        }
        if (fault instanceof ProgramFault.Crash) {
            return ending(Act.KILL, Duration.ZERO, Duration.ZERO);
        }
        if (fault instanceof ProgramFault.Outage) {
            return ending(Act.OUTAGE, Duration.ZERO, Duration.ZERO);
        }
        if (fault instanceof ProgramFault.SlowStart) {
            return ending(Act.SLOW_START, Duration.ZERO, ((Intensity.Delay) intensity).delay());
        }
        if (fault instanceof ProgramFault.Pause) {
            return order(Act.PAUSE, victims(), 0, 0, "", List.of());
        }
        if (fault instanceof ProgramFault.Scarcity scarcity) {
            return order(Act.LIMIT, victims(), 0, 0, "", limits(scarcity, ((Intensity.Left) intensity).count()));
        }
        if (fault instanceof ProgramFault.Dns dns) {
            return names(dns.harm().name(), Duration.ZERO, dns.names());
        }
        if (fault instanceof ProgramFault.DnsDelay slow) {
            return names("", ((Intensity.Delay) intensity).delay(), slow.names());
        }
        return stress(fault, intensity);
    }

    private HostWire.Order names(String harm, Duration delay, List<String> names) {
        return new HostWire.Order(
                id,
                Act.DNS,
                order.dose().fault().on().name(),
                List.of(),
                0,
                delay.toMillis(),
                0,
                0,
                "",
                List.of(),
                harm,
                names,
                null,
                order.dose().shownWithin().toMillis(),
                order.timeLimit().toMillis());
    }

    private HostWire.Order stress(ProgramFault fault, Intensity intensity) {
        if (fault instanceof ProgramFault.CpuStress) {
            Intensity.CpuLoad load = (Intensity.CpuLoad) intensity;
            return order(Act.CPU, List.of(), load.size(), load.workers(), "", List.of());
        }
        if (fault instanceof ProgramFault.BusyCpu) {
            return order(Act.BUSY_CPU, List.of(), intensity.size(), 1, "", List.of());
        }
        if (fault instanceof ProgramFault.MemoryStress) {
            String refusal = MemoryLoad.refusal((long) intensity.size());
            mustBe(refusal.isEmpty(), refusal, "ask for less memory");
            return order(Act.MEMORY, List.of(), intensity.size(), 1, "", List.of());
        }
        if (fault instanceof ProgramFault.FullDisk full) {
            return order(
                    Act.FILL,
                    List.of(),
                    intensity.size(),
                    1,
                    folder(full.folder(), (long) intensity.size()),
                    List.of());
        }
        ProgramFault.BusyDisk busy = (ProgramFault.BusyDisk) fault;
        mustBe(
                !inMemory(busy.folder()),
                busy.folder() + " lies in memory: there is no disk to be busy",
                "name another folder");
        return order(Act.WRITE, List.of(), intensity.size(), 1, folder(busy.folder(), WriteLoad.ROOM), List.of());
    }

    private static boolean inMemory(String folder) {
        try {
            String type = Files.getFileStore(Path.of(folder)).type();
            return type.equals("tmpfs") || type.equals("ramfs");
        } catch (IOException gone) {
            return false;
        }
    }

    private static String folder(String folder, long bytes) {
        Path path = Path.of(folder);
        mustBe(
                Files.isDirectory(path) && Files.isWritable(path),
                folder + " is no folder that may be written to",
                "name another");
        try {
            String refusal = FillLoad.refusal(path, bytes);
            mustBe(refusal.isEmpty(), refusal, "ask for less, or name a folder on a disk of its own");
        } catch (IOException unreadable) {
            mustBe(false, folder + " cannot be looked at: " + unreadable.getMessage(), "name another");
        }
        return folder;
    }

    private List<Victim> victims() {
        return instances.draw(order.dose().radius(), order.seed());
    }

    private HostWire.Order ending(Act act, Duration grace, Duration delay) {
        List<Victim> victims = victims();
        boolean own = instances.isStartedByTensile();
        String program = order.dose().fault().on().name();
        return new HostWire.Order(
                id,
                act,
                own ? program : "",
                victims,
                grace.toMillis(),
                delay.toMillis(),
                0,
                0,
                "",
                List.of(),
                "",
                List.of(),
                own
                        ? null
                        : Refuge.of(program, instances.local(), instances.all().size(), victims),
                order.dose().shownWithin().toMillis(),
                order.timeLimit().toMillis());
    }

    private HostWire.Order order(
            Act act, List<Victim> victims, double amount, int workers, String folder, List<Limit> limits) {
        return new HostWire.Order(
                id,
                act,
                "",
                victims,
                0,
                0,
                amount,
                workers,
                folder,
                limits,
                "",
                List.of(),
                null,
                order.dose().shownWithin().toMillis(),
                order.timeLimit().toMillis());
    }

    private List<Limit> limits(ProgramFault.Scarcity scarcity, int left) {
        List<Limit> limits = new ArrayList<>();
        for (Victim victim : victims()) {
            boolean files = scarcity.what() == ProgramFault.Scarce.FILE_DESCRIPTORS;
            long lowered = files ? limitThatLeaves(left, Proc.descriptors(victim.pid())) : threads() + left;
            Limit.of(victim, files ? "nofile" : "nproc", files ? "Max open files" : "Max processes", lowered)
                    .ifPresent(limits::add);
        }
        return limits;
    }

    /** A limit is on the number of a descriptor, and the lowest free number is taken next. */
    static long limitThatLeaves(int left, List<Integer> open) {
        long free = 0;
        for (int number = 0; ; number++) {
            if (!open.contains(number) && free++ == left) {
                return number;
            }
        }
    }

    /** The limit counts all threads of a user, and does not hold for the superuser. */
    private static long threads() {
        long user = Proc.ownUser();
        mustBe(
                user != 0,
                "the system limits the threads of a user, but not those of the superuser",
                "run the program and Tensile as another user");
        long threads = 0;
        for (long pid : Proc.all()) {
            if (Proc.user(pid).filter(owner -> owner == user).isPresent()) {
                threads += Proc.status(pid, "Threads").map(Long::parseLong).orElse(0L);
            }
        }
        return threads;
    }

    private static void mustBe(boolean so, String what, String mend) {
        if (!so) {
            throw new EngineException(Category.NOT_DELIVERED, what, mend, null);
        }
    }
}

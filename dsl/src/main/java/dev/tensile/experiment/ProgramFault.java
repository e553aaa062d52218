package dev.tensile.experiment;

import java.time.Duration;
import java.util.List;

/** What is done to the instances of a program. */
public sealed interface ProgramFault extends Fault {
    @Override
    Program on();

    @Override
    default Class<? extends Intensity> strength() {
        return Intensity.Full.class;
    }

    /** How long its instances may take to end by themselves. */
    default Duration grace() {
        return Duration.ZERO;
    }

    /**
     * Instances are ended and replaced by new ones, as when a node is lost or a deployment is rolled out.
     *
     * @param grace how long they may take to end by themselves
     */
    record Kill(Program on, Duration grace) implements ProgramFault {
        public Kill {
            Check.notNegative("a grace period", grace);
        }

        @Override
        public String kind() {
            return "kill";
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.kill(this);
        }
    }

    /** The process of instances dies where it is, and is restarted there. */
    record Crash(Program on) implements ProgramFault {
        @Override
        public String kind() {
            return "crash";
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.crash(this);
        }
    }

    /** Instances do nothing for as long as it is in force. */
    record Outage(Program on) implements ProgramFault {
        @Override
        public String kind() {
            return "outage";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.outage(this);
        }
    }

    /** Instances are stopped where they are, and go on as if nothing had been when it is lifted. */
    record Pause(Program on) implements ProgramFault {
        @Override
        public String kind() {
            return "pause";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.pause(this);
        }
    }

    /**
     * Instances are asked to end, and started again as soon as they have.
     *
     * @param grace how long they may take to end by themselves
     */
    record Restart(Program on, Duration grace) implements ProgramFault {
        public Restart {
            Check.notNegative("a grace period", grace);
        }

        @Override
        public String kind() {
            return "restart";
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.restart(this);
        }
    }

    /** Instances are ended, and take so long to be started again. */
    record SlowStart(Program on) implements ProgramFault {
        @Override
        public String kind() {
            return "slow start";
        }

        @Override
        public Class<? extends Intensity> strength() {
            return Intensity.Delay.class;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.slowStart(this);
        }
    }

    /** The processors of the machine are used to a share in all: topped up over what is used already. */
    record BusyCpu(Program on) implements ProgramFault {
        @Override
        public String kind() {
            return "busy processors";
        }

        @Override
        public Class<? extends Intensity> strength() {
            return Intensity.Portion.class;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.busyCpu(this);
        }
    }

    /**
     * Something else takes room on a disk.
     *
     * @param folder on that disk, which may be written to
     */
    record FullDisk(Program on, String folder) implements ProgramFault {
        public FullDisk {
            Volume.mustBeAbsolute("the folder to fill", folder);
        }

        @Override
        public String kind() {
            return "full disk";
        }

        @Override
        public Class<? extends Intensity> strength() {
            return Intensity.Space.class;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.fullDisk(this);
        }
    }

    /**
     * Something else writes to a disk.
     *
     * @param folder on that disk, which may be written to
     */
    record BusyDisk(Program on, String folder) implements ProgramFault {
        public BusyDisk {
            Volume.mustBeAbsolute("the folder to write to", folder);
        }

        @Override
        public String kind() {
            return "busy disk";
        }

        @Override
        public Class<? extends Intensity> strength() {
            return Intensity.Transfer.class;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.busyDisk(this);
        }
    }

    /** What a process may have only so many of. */
    enum Scarce {
        FILE_DESCRIPTORS("file descriptors"),
        THREADS("threads");

        private final String word;

        Scarce(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** Instances may have only few more of something than they have. */
    record Scarcity(Program on, Scarce what) implements ProgramFault {
        @Override
        public String kind() {
            return "spare " + what.word();
        }

        @Override
        public Class<? extends Intensity> strength() {
            return Intensity.Left.class;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.scarcity(this);
        }
    }

    /** Something else uses the processors of instances. */
    record CpuStress(Program on) implements ProgramFault {
        @Override
        public String kind() {
            return "CPU stress";
        }

        @Override
        public Class<? extends Intensity> strength() {
            return Intensity.CpuLoad.class;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.cpuStress(this);
        }
    }

    /** Something else uses the memory of instances. */
    record MemoryStress(Program on) implements ProgramFault {
        @Override
        public String kind() {
            return "memory stress";
        }

        @Override
        public Class<? extends Intensity> strength() {
            return Intensity.Memory.class;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.memoryStress(this);
        }
    }

    /** What becomes of a question for an address. */
    enum DnsHarm {
        /** It is answered with an error. */
        ERROR,
        /** It is answered with an address that is not the right one. */
        RANDOM,
        /** It is said that there is no such name. */
        NOT_FOUND,
        /** It is not answered. */
        SILENCE
    }

    /**
     * Instances cannot find others by name.
     *
     * @param names which names; {@code *} at the end stands for anything; empty for all
     */
    record Dns(Program on, DnsHarm harm, List<String> names) implements ProgramFault {
        public Dns {
            names = List.copyOf(names);
        }

        @Override
        public String kind() {
            return switch (harm) {
                case ERROR -> "DNS failure";
                case RANDOM -> "wrong DNS answers";
                case NOT_FOUND -> "unknown DNS names";
                case SILENCE -> "DNS silence";
            };
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dns(this);
        }
    }

    /**
     * Instances wait for the addresses of others.
     *
     * @param names as in {@link Dns}
     */
    record DnsDelay(Program on, List<String> names) implements ProgramFault {
        public DnsDelay {
            names = List.copyOf(names);
        }

        @Override
        public String kind() {
            return "slow DNS answers";
        }

        @Override
        public Class<? extends Intensity> strength() {
            return Intensity.Delay.class;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dnsDelay(this);
        }
    }

    /** The clock of instances is wrong. */
    record ClockShift(Program on) implements ProgramFault {
        @Override
        public String kind() {
            return "clock shift";
        }

        @Override
        public Class<? extends Intensity> strength() {
            return Intensity.Shift.class;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.clockShift(this);
        }
    }

    /** Reading and writing files takes longer. */
    record DiskDelay(Program on, Volume volume) implements ProgramFault {
        @Override
        public String kind() {
            return "slow disk";
        }

        @Override
        public Class<? extends Intensity> strength() {
            return Intensity.Delay.class;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.diskDelay(this);
        }
    }

    /**
     * A portion of reads and writes fails.
     *
     * @param errno of the system call: 5 an input/output error, 28 no space left
     */
    record DiskError(Program on, Volume volume, int errno) implements ProgramFault {
        public DiskError {
            if (errno < 1 || errno > 133) {
                throw new IllegalArgumentException("an error number must be in 1..133, such as 5, was " + errno);
            }
        }

        @Override
        public String kind() {
            return "disk errors";
        }

        @Override
        public Class<? extends Intensity> strength() {
            return Intensity.Portion.class;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.diskError(this);
        }
    }

    /** Something inside the Java virtual machine of instances. */
    record Jvm(Program on, JvmHarm harm) implements ProgramFault {
        @Override
        public String kind() {
            return harm.kind();
        }

        @Override
        public Class<? extends Intensity> strength() {
            return harm.isSlow() ? Intensity.Delay.class : Intensity.Full.class;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.jvm(this);
        }
    }

    /** One answer for each fault of a program. */
    interface ProgramCases<R> {
        R kill(Kill fault);

        R crash(Crash fault);

        R outage(Outage fault);

        R pause(Pause fault);

        R restart(Restart fault);

        R slowStart(SlowStart fault);

        R busyCpu(BusyCpu fault);

        R fullDisk(FullDisk fault);

        R busyDisk(BusyDisk fault);

        R scarcity(Scarcity fault);

        R cpuStress(CpuStress fault);

        R memoryStress(MemoryStress fault);

        R dns(Dns fault);

        R dnsDelay(DnsDelay fault);

        R clockShift(ClockShift fault);

        R diskDelay(DiskDelay fault);

        R diskError(DiskError fault);

        R jvm(Jvm fault);
    }
}

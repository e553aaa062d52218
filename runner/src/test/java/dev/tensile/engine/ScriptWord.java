package dev.tensile.engine;

import static java.util.Map.entry;

import dev.tensile.experiment.DatabaseFault;
import dev.tensile.experiment.DatabaseHarm;
import dev.tensile.experiment.Fault;
import dev.tensile.experiment.HttpHarm;
import dev.tensile.experiment.JvmHarm;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.ProgramFault;
import dev.tensile.experiment.StreamHarm;
import java.util.Map;
import java.util.Objects;

/** The word that a script writes for a fault. */
public final class ScriptWord {
    private static final Map<Class<?>, String> WORDS = Map.ofEntries(
            entry(LinkFault.Latency.class, "latency"),
            entry(LinkFault.Reset.class, "reset"),
            entry(LinkFault.Refuse.class, "refuse"),
            entry(LinkFault.Blackhole.class, "blackhole"),
            entry(LinkFault.Bandwidth.class, "bandwidth"),
            entry(LinkFault.HttpDelay.class, "httpDelay"),
            entry(HttpHarm.Abort.class, "httpAbort"),
            entry(HttpHarm.Status.class, "httpStatus"),
            entry(HttpHarm.Body.class, "httpBody"),
            entry(HttpHarm.Header.class, "httpHeader"),
            entry(HttpHarm.Truncate.class, "httpTruncate"),
            entry(HttpHarm.Malform.class, "httpMalform"),
            entry(HttpHarm.LoseAnswer.class, "httpLoseAnswer"),
            entry(DatabaseHarm.LoginFailure.class, "postgresLoginFailure"),
            entry(DatabaseHarm.TooManyClients.class, "postgresTooManyClients"),
            entry(DatabaseHarm.StartingUp.class, "postgresStartingUp"),
            entry(DatabaseHarm.DropTransaction.class, "postgresDropTransaction"),
            entry(DatabaseHarm.SlowStatement.class, "postgresDelay"),
            entry(DatabaseHarm.FailStatement.class, "postgresError"),
            entry(DatabaseHarm.ReadOnly.class, "postgresReadOnly"),
            entry(StreamHarm.ResetAfterBytes.class, "resetAfter"),
            entry(StreamHarm.ResetAfterTime.class, "resetAfter"),
            entry(StreamHarm.Truncate.class, "truncate"),
            entry(StreamHarm.SlowClose.class, "slowClose"),
            entry(StreamHarm.Slices.class, "slices"),
            entry(StreamHarm.HalfOpen.class, "halfOpen"),
            entry(StreamHarm.Corruption.class, "corruption"),
            entry(StreamHarm.Flapping.class, "flapping"),
            entry(DatabaseFault.LockTable.class, "lockTable"),
            entry(DatabaseFault.LeakedConnections.class, "leakedConnections"),
            entry(ProgramFault.Crash.class, "crash"),
            entry(ProgramFault.Outage.class, "outage"),
            entry(ProgramFault.Pause.class, "pause"),
            entry(ProgramFault.Restart.class, "restart"),
            entry(ProgramFault.SlowStart.class, "slowStart"),
            entry(ProgramFault.BusyCpu.class, "busyCpu"),
            entry(ProgramFault.FullDisk.class, "fillDisk"),
            entry(ProgramFault.BusyDisk.class, "busyDisk"),
            entry(ProgramFault.CpuStress.class, "cpuStress"),
            entry(ProgramFault.MemoryStress.class, "memoryStress"),
            entry(ProgramFault.DnsDelay.class, "slowDns"),
            entry(ProgramFault.ClockShift.class, "clockShift"),
            entry(ProgramFault.DiskDelay.class, "slowDisk"),
            entry(ProgramFault.DiskError.class, "failingDisk"),
            entry(JvmHarm.SlowMethod.class, "slowMethod"),
            entry(JvmHarm.ThrowFrom.class, "throwFrom"),
            entry(JvmHarm.ReturnFrom.class, "returnFrom"),
            entry(JvmHarm.CollectGarbage.class, "collectGarbage"),
            entry(JvmHarm.BurnCpu.class, "burnCpu"),
            entry(JvmHarm.Rule.class, "byteman"),
            entry(JvmHarm.SlowSql.class, "slowSql"),
            entry(JvmHarm.FailSql.class, "failSql"),
            entry(Fault.Native.class, "native"));

    private ScriptWord() {}

    /** @throws NullPointerException for a fault that nobody told this class of */
    public static String of(Fault fault) {
        if (fault instanceof LinkFault.Packets packets) {
            return switch (packets.harm()) {
                case LOSS -> "packetLoss";
                case DUPLICATE -> "packetDuplication";
                case CORRUPT -> "packetCorruption";
            };
        }
        if (fault instanceof ProgramFault.Dns dns) {
            return switch (dns.harm()) {
                case ERROR -> "dnsErrors";
                case RANDOM -> "dnsLies";
                case NOT_FOUND -> "dnsNotFound";
                case SILENCE -> "dnsSilence";
            };
        }
        if (fault instanceof ProgramFault.Kill kill) {
            return kill.grace().isZero() ? "kill" : "terminate";
        }
        if (fault instanceof ProgramFault.Scarcity scarcity) {
            return scarcity.what() == ProgramFault.Scarce.THREADS ? "fewThreads" : "fewDescriptors";
        }
        if (fault instanceof LinkFault.Http http) {
            return word(http.harm());
        }
        if (fault instanceof LinkFault.Database database) {
            return word(database.harm());
        }
        if (fault instanceof LinkFault.Stream stream) {
            return word(stream.harm());
        }
        return fault instanceof ProgramFault.Jvm jvm ? of(jvm.harm()) : word(fault);
    }

    private static String of(JvmHarm harm) {
        if (harm instanceof JvmHarm.FillMemory memory) {
            return memory.area() == JvmHarm.FillMemory.Area.HEAP ? "fillHeap" : "fillStack";
        }
        return word(harm);
    }

    private static String word(Object what) {
        return Objects.requireNonNull(WORDS.get(what.getClass()), () -> "no word for " + what);
    }
}

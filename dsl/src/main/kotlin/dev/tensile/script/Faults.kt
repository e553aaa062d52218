package dev.tensile.script

import dev.tensile.experiment.Database
import dev.tensile.experiment.DatabaseFault
import dev.tensile.experiment.DatabaseHarm
import dev.tensile.experiment.DatabaseHarm.StartingUp.Live
import dev.tensile.experiment.Dependency
import dev.tensile.experiment.Fault
import dev.tensile.experiment.HttpHarm
import dev.tensile.experiment.HttpRoute
import dev.tensile.experiment.JitterShape
import dev.tensile.experiment.JvmHarm
import dev.tensile.experiment.LinkFault
import dev.tensile.experiment.LinkFault.Direction
import dev.tensile.experiment.LinkFault.PacketHarm
import dev.tensile.experiment.Program
import dev.tensile.experiment.ProgramFault
import dev.tensile.experiment.ProgramFault.DnsHarm
import dev.tensile.experiment.ProgramFault.Scarce
import dev.tensile.experiment.Share
import dev.tensile.experiment.StreamHarm
import dev.tensile.experiment.StreamHarm.Flapping.Down
import dev.tensile.experiment.Target
import dev.tensile.experiment.Volume
import kotlin.time.Duration
import kotlin.time.Duration.Companion.ZERO
import kotlin.time.Duration.Companion.seconds

/** Delays anywhere in delay ± jitter, equally likely. */
public val uniform: JitterShape = JitterShape.UNIFORM

/** Delays bell-shaped around the asked one; jitter is the standard deviation. */
public val normal: JitterShape = JitterShape.NORMAL

/** What the service sends over a link. */
public val there: Direction = Direction.TO

/** What the service is sent over a link. */
public val back: Direction = Direction.FROM

/** Both. */
public val bothWays: Direction = Direction.BOTH

/** A link that is down cuts and refuses, as when the program behind it restarts. */
public val refusing: Down = Down.REFUSING

/** A link that is down lets nothing arrive until it is up again, as when a cable is out. */
public val silent: Down = Down.SILENT

/** Connections that are open when a fault begins are left alone. */
public val kept: Live = Live.KEPT

/** Connections that are open when a fault begins are ended. */
public val terminated: Live = Live.TERMINATED

/** A lock under which others may not even read. */
public val accessExclusive: DatabaseFault.Mode = DatabaseFault.Mode.ACCESS_EXCLUSIVE

/** A lock under which others may read, but neither write nor lock rows. */
public val exclusive: DatabaseFault.Mode = DatabaseFault.Mode.EXCLUSIVE

/** The status line of an HTTP answer. */
public val statusLine: HttpHarm.Malform.Part = HttpHarm.Malform.Part.STATUS_LINE

/** The length of the first chunk of an HTTP answer. */
public val firstChunk: HttpHarm.Malform.Part = HttpHarm.Malform.Part.CHUNK

/** A fault without its strength; [standIn] takes its place in a draft whose author wrote something that is refused. */
public sealed class DeclaredFault(private val standIn: Fault, private val declare: () -> Fault) {
    internal fun fault(log: ProblemLog): Fault = log.attempt(standIn, block = declare)
}

/** Each of its rungs says how much delay. */
public class GradedFault internal constructor(standIn: Fault, declare: () -> Fault) : DeclaredFault(standIn, declare)

/** It acts or does not: its rungs only say how much is touched. It may act in several places at once. */
public class PlainFault internal constructor(standIn: Fault, private val elsewhere: List<Fault> = emptyList(), declare: () -> Fault) :
    DeclaredFault(standIn, declare) {
    internal constructor(fault: Fault, elsewhere: List<Fault> = emptyList()) : this(fault, elsewhere, { fault })

    internal fun faults(log: ProblemLog): List<Fault> = listOf(fault(log)) + elsewhere
}

/** Each of its rungs says which portion of packets or calls it strikes. */
public class PortionedFault internal constructor(standIn: Fault, declare: () -> Fault) : DeclaredFault(standIn, declare)

/** Each of its rungs says how much gets through. */
public class ThrottledFault internal constructor(fault: Fault) : DeclaredFault(fault, { fault })

/** Each of its rungs says how much of how many cores. */
public class CpuFault internal constructor(fault: Fault) : DeclaredFault(fault, { fault })

/** Each of its rungs says how much memory. */
public class MemoryFault internal constructor(fault: Fault) : DeclaredFault(fault, { fault })

/** Each of its rungs says how much of a disk it takes. */
public class DiskFault internal constructor(standIn: Fault, declare: () -> Fault) : DeclaredFault(standIn, declare)

/** Each of its rungs says how much it writes each second. */
public class TransferFault internal constructor(standIn: Fault, declare: () -> Fault) : DeclaredFault(standIn, declare)

/** Each of its rungs says how many are left to have. */
public class ScarceFault internal constructor(fault: Fault) : DeclaredFault(fault, { fault })

/** Each of its rungs says how far the clock is off. */
public class ShiftedFault internal constructor(fault: Fault) : DeclaredFault(fault, { fault })

/** Everything sent over the link arrives late. [correlation]: how much a delay resembles the one before it. */
public fun latency(
    on: Dependency,
    jitter: JitterShape = uniform,
    correlation: Percent = 0.percent,
    direction: Direction = there,
): GradedFault = GradedFault(LinkFault.Latency(on, jitter, Share.NOTHING)) {
    LinkFault.Latency(on, jitter, correlation.toShare(), direction)
}

/** Live connections are cut with a TCP reset at once, new ones as soon as they carry data. */
public fun reset(on: Dependency): PlainFault = PlainFault(LinkFault.Reset(on))

/** Nobody is listening: live connections are cut, new ones are refused. */
public fun refuse(on: Dependency): PlainFault = PlainFault(LinkFault.Refuse(on))

/** Bytes vanish while connections stay open. */
public fun blackhole(on: Dependency): PlainFault = PlainFault(LinkFault.Blackhole(on))

/** Nothing passes between the service and any of these dependencies, at the same time: a [blackhole] on each of their links. */
public fun partition(from: Dependency, vararg others: Dependency): PlainFault =
    PlainFault(LinkFault.Blackhole(from), others.map { LinkFault.Blackhole(it) })

/** Connections are reset when they have carried so many [bytes], which arrive. */
public fun resetAfter(on: Dependency, bytes: ByteSize, direction: Direction = back): PlainFault =
    stream(on, direction) { StreamHarm.ResetAfterBytes(bytes.bytes) }

/** Connections are reset when they have been open for [time], live ones when the fault has been in force for so long. */
public fun resetAfter(on: Dependency, time: Duration): PlainFault = stream(on, bothWays) { StreamHarm.ResetAfterTime(time.toModel()) }

/** Connections carry so many [bytes], then end as if the sender had ended them. */
public fun truncate(on: Dependency, bytes: ByteSize, direction: Direction = back): PlainFault =
    stream(on, direction) { StreamHarm.Truncate(bytes.bytes) }

/** The end of connections arrives late; what they carry does not. */
public fun slowClose(on: Dependency, direction: Direction = back): GradedFault =
    GradedFault(LinkFault.Stream(on, StreamHarm.SlowClose(), direction)) { LinkFault.Stream(on, StreamHarm.SlowClose(), direction) }

/** What is sent over the link arrives in pieces of [size] with a [gap] between them. */
public fun slices(on: Dependency, size: ByteSize, gap: Duration, direction: Direction = back): PlainFault =
    stream(on, direction) { StreamHarm.Slices(Math.toIntExact(size.bytes), gap.toModel()) }

/** One way of connections is dead without anybody being told; the other works. */
public fun halfOpen(on: Dependency, direction: Direction = back): PlainFault = stream(on, direction) { StreamHarm.HalfOpen() }

/** A bit is wrong in a portion of the pieces of at most 1460 bytes that pass, and no checksum tells. */
public fun corruption(on: Dependency, direction: Direction = back): PortionedFault =
    PortionedFault(LinkFault.Stream(on, StreamHarm.Corruption(), direction)) { LinkFault.Stream(on, StreamHarm.Corruption(), direction) }

/** The link is [down] for a while, then [up] for a while, and so on. [whileDown]: [refusing] or [silent]. */
public fun flapping(on: Dependency, down: Duration, up: Duration, whileDown: Down = refusing): PlainFault =
    stream(on, bothWays) { StreamHarm.Flapping(up.toModel(), down.toModel(), whileDown) }

private fun stream(on: Dependency, direction: Direction, harm: () -> StreamHarm) =
    PlainFault(LinkFault.Blackhole(on)) { LinkFault.Stream(on, harm(), direction) }

/** A portion of the packets sent over the link never arrives. [correlation]: how much the fate of one resembles that of the last. */
public fun packetLoss(on: Dependency, correlation: Percent = 0.percent, direction: Direction = there): PortionedFault =
    packets(on, PacketHarm.LOSS, correlation, direction)

/** A portion of the packets sent over the link arrives twice. */
public fun packetDuplication(on: Dependency, correlation: Percent = 0.percent, direction: Direction = there): PortionedFault =
    packets(on, PacketHarm.DUPLICATE, correlation, direction)

/** A bit is flipped in a portion of the packets sent over the link. */
public fun packetCorruption(on: Dependency, correlation: Percent = 0.percent, direction: Direction = there): PortionedFault =
    packets(on, PacketHarm.CORRUPT, correlation, direction)

private fun packets(on: Dependency, harm: PacketHarm, correlation: Percent, direction: Direction) =
    PortionedFault(LinkFault.Packets(on, harm, Share.NOTHING)) { LinkFault.Packets(on, harm, correlation.toShare(), direction) }

/** What is sent over the link is throttled. */
public fun bandwidth(on: Dependency, direction: Direction = there): ThrottledFault = ThrottledFault(LinkFault.Bandwidth(on, direction))

/** HTTP requests wait before the dependency sees them; [path] may end with `*`. */
public fun httpDelay(on: Dependency, path: String = "*", method: String = ""): GradedFault =
    GradedFault(LinkFault.HttpDelay(on, HttpRoute.ANY)) { LinkFault.HttpDelay(on, HttpRoute(method, path)) }

/** The connections of HTTP requests are cut. */
public fun httpAbort(on: Dependency, path: String = "*", method: String = ""): PlainFault = http(on, method, path) { HttpHarm.Abort() }

/** HTTP requests are answered with a status, such as 503. */
public fun httpStatus(on: Dependency, status: Int, path: String = "*", method: String = ""): PlainFault =
    http(on, method, path) { HttpHarm.Status(status) }

/** HTTP requests are answered with another body. */
public fun httpBody(on: Dependency, body: String, path: String = "*", method: String = ""): PlainFault =
    http(on, method, path) { HttpHarm.Body(body) }

/** The answers to HTTP requests have the header field [name] with this [value], or if it is empty, do not have it. */
public fun httpHeader(on: Dependency, name: String, value: String, path: String = "*", method: String = ""): PlainFault =
    http(on, method, path) { HttpHarm.Header(name, value) }

/** The answers to HTTP requests end after so many [bytes] of their body, though more were promised. */
public fun httpTruncate(on: Dependency, bytes: ByteSize, path: String = "*", method: String = ""): PlainFault =
    http(on, method, path) { HttpHarm.Truncate(bytes.bytes) }

/** The answers to HTTP requests are no HTTP. [part]: [statusLine] or [firstChunk]. */
public fun httpMalform(on: Dependency, part: HttpHarm.Malform.Part = statusLine, path: String = "*", method: String = ""): PlainFault =
    http(on, method, path) { HttpHarm.Malform(part) }

/** The dependency does what HTTP requests ask, but the connections are cut when it answers. */
public fun httpLoseAnswer(on: Dependency, path: String = "*", method: String = ""): PlainFault =
    http(on, method, path) { HttpHarm.LoseAnswer() }

private fun http(on: Dependency, method: String, path: String, harm: () -> HttpHarm) =
    PlainFault(LinkFault.Http(on, HttpRoute.ANY, HttpHarm.Abort())) { LinkFault.Http(on, HttpRoute(method, path), harm()) }

/** New connections to PostgreSQL are told that the password is wrong (28P01). */
public fun postgresLoginFailure(on: Dependency): PlainFault = postgres(on) { DatabaseHarm.LoginFailure() }

/** New connections to PostgreSQL are told that there are too many clients (53300). [beyond]: only if so many are open already. */
public fun postgresTooManyClients(on: Dependency, beyond: Int = 0): PlainFault = postgres(on) { DatabaseHarm.TooManyClients(beyond) }

/** New connections to PostgreSQL are told that it is starting up (57P03). [live]: [kept], or [terminated] (57P01), as in a failover. */
public fun postgresStartingUp(on: Dependency, live: Live = kept): PlainFault = postgres(on) { DatabaseHarm.StartingUp(live) }

/** Connections to PostgreSQL are reset when they go on with an open transaction, which the server rolls back. */
public fun postgresDropTransaction(on: Dependency): PlainFault = postgres(on) { DatabaseHarm.DropTransaction() }

/** The answers of PostgreSQL to statements arrive late. [statement]: a regular expression, such as `"(?i)^select .* from carts"`. */
public fun postgresDelay(on: Dependency, statement: String = ""): GradedFault =
    GradedFault(LinkFault.Database(on, DatabaseHarm.SlowStatement(""))) {
        LinkFault.Database(on, DatabaseHarm.SlowStatement(statement))
    }

/** Statements to PostgreSQL fail with an SQLSTATE: 40001 could not serialize, 40P01 deadlock, 57014 cancelled, 53100 disk full. */
public fun postgresError(on: Dependency, state: String = "40001", statement: String = ""): PlainFault =
    postgres(on) { DatabaseHarm.FailStatement(state, statement) }

/** Statements to PostgreSQL that write fail as on a standby (25006). */
public fun postgresReadOnly(on: Dependency): PlainFault = postgres(on) { DatabaseHarm.ReadOnly() }

private fun postgres(on: Dependency, harm: () -> DatabaseHarm) =
    PlainFault(LinkFault.Database(on, DatabaseHarm.LoginFailure())) { LinkFault.Database(on, harm()) }

/** A session locks [table] and keeps its transaction open; whoever wants the table waits. [mode]: [accessExclusive] or [exclusive]. */
public fun lockTable(on: Database, table: String, mode: DatabaseFault.Mode = accessExclusive): PlainFault =
    PlainFault(DatabaseFault.LeakedConnections(on)) { DatabaseFault.LockTable(on, table, mode) }

/** Sessions are opened and never used: so many, or a share of those that are left to have. */
public fun leakedConnections(on: Database): PlainFault = PlainFault(DatabaseFault.LeakedConnections(on))

/** Instances are ended and replaced by new ones. [grace]: how long they may take to end by themselves. */
public fun kill(on: Program, grace: Duration = ZERO): PlainFault =
    PlainFault(ProgramFault.Kill(on, java.time.Duration.ZERO)) { ProgramFault.Kill(on, grace.toModel()) }

/** Instances are asked to end, and ended after [grace] if they have not; what ends them replaces them, as after [kill]. */
public fun terminate(on: Program, grace: Duration = 30.seconds): PlainFault = PlainFault(ProgramFault.Kill(on, java.time.Duration.ZERO)) {
    ProgramFault.Kill(on, grace.toModel().mustBePositive("the grace of terminate"))
}

/** Instances are stopped where they are (SIGSTOP), and go on when the rung is over. */
public fun pause(on: Program): PlainFault = PlainFault(ProgramFault.Pause(on))

/** Instances are asked to end, ended after [grace], and started again at once. */
public fun restart(on: Program, grace: Duration = 30.seconds): PlainFault =
    PlainFault(ProgramFault.Restart(on, java.time.Duration.ZERO)) { ProgramFault.Restart(on, grace.toModel()) }

/** Instances are ended; each rung says how long it takes until they are started again. */
public fun slowStart(on: Program): GradedFault = GradedFault(ProgramFault.SlowStart(on)) { ProgramFault.SlowStart(on) }

/** The process of instances dies where it is, and is restarted there. */
public fun crash(on: Program): PlainFault = PlainFault(ProgramFault.Crash(on))

/** Instances do nothing for as long as the rung is held. */
public fun outage(on: Program): PlainFault = PlainFault(ProgramFault.Outage(on))

/** Something else uses the processors of instances. */
public fun cpuStress(on: Program): CpuFault = CpuFault(ProgramFault.CpuStress(on))

/** The processors of the machine are used to a share in all, topped up over what is used already. */
public fun busyCpu(on: Program): PortionedFault = PortionedFault(ProgramFault.BusyCpu(on)) { ProgramFault.BusyCpu(on) }

/** Something else fills the disk that [folder] lies on. */
public fun fillDisk(on: Program, folder: String): DiskFault =
    DiskFault(ProgramFault.FullDisk(on, "/")) { ProgramFault.FullDisk(on, folder) }

/** Something else writes to the disk that [folder] lies on. */
public fun busyDisk(on: Program, folder: String): TransferFault =
    TransferFault(ProgramFault.BusyDisk(on, "/")) { ProgramFault.BusyDisk(on, folder) }

/** Instances can open only so many more files and connections. */
public fun fewDescriptors(on: Program): ScarceFault = ScarceFault(ProgramFault.Scarcity(on, Scarce.FILE_DESCRIPTORS))

/** Instances can start only so many more threads. */
public fun fewThreads(on: Program): ScarceFault = ScarceFault(ProgramFault.Scarcity(on, Scarce.THREADS))

/** Something else uses the memory of instances. */
public fun memoryStress(on: Program): MemoryFault = MemoryFault(ProgramFault.MemoryStress(on))

/** Instances get an error when they look up [names] (all names if none is given; `*` at the end stands for anything). */
public fun dnsErrors(on: Program, vararg names: String): PlainFault = PlainFault(ProgramFault.Dns(on, DnsHarm.ERROR, names.toList()))

/** Instances get a wrong address when they look up [names]. */
public fun dnsLies(on: Program, vararg names: String): PlainFault = PlainFault(ProgramFault.Dns(on, DnsHarm.RANDOM, names.toList()))

/** Instances are told that [names] do not exist. */
public fun dnsNotFound(on: Program, vararg names: String): PlainFault = PlainFault(ProgramFault.Dns(on, DnsHarm.NOT_FOUND, names.toList()))

/** Instances get no answer when they look up [names]. */
public fun dnsSilence(on: Program, vararg names: String): PlainFault = PlainFault(ProgramFault.Dns(on, DnsHarm.SILENCE, names.toList()))

/** Instances wait when they look up [names]. */
public fun slowDns(on: Program, vararg names: String): GradedFault =
    GradedFault(ProgramFault.DnsDelay(on, emptyList())) { ProgramFault.DnsDelay(on, names.toList()) }

/** The clock of instances is wrong. */
public fun clockShift(on: Program): ShiftedFault = ShiftedFault(ProgramFault.ClockShift(on))

/** Reading and writing files of a volume takes longer; [files] such as `/data/orders.db`. */
public fun slowDisk(on: Program, mount: String, files: String = ""): GradedFault =
    GradedFault(ProgramFault.DiskDelay(on, Volume("/", ""))) { ProgramFault.DiskDelay(on, Volume(mount, files)) }

/** A portion of reads and writes of a volume fails with [errno]: 5 is an input/output error, 28 no space left. */
public fun failingDisk(on: Program, mount: String, files: String = "", errno: Int = 5): PortionedFault =
    PortionedFault(ProgramFault.DiskError(on, Volume("/", ""), 5)) { ProgramFault.DiskError(on, Volume(mount, files), errno) }

/** Calls of a Java method take longer: `slowMethod(on = orders, "com.shop.Payments#pay")`. */
public fun slowMethod(on: Program, method: String): GradedFault =
    GradedFault(gc(on)) { ProgramFault.Jvm(on, JvmHarm.SlowMethod(JvmHarm.Method.parse(method))) }

/** A Java method throws [exception], written as in Java: `java.io.IOException("gone")`. */
public fun throwFrom(on: Program, method: String, exception: String): PlainFault =
    jvm(on) { JvmHarm.ThrowFrom(JvmHarm.Method.parse(method), exception) }

/** A Java method returns [value], written as in Java. */
public fun returnFrom(on: Program, method: String, value: String): PlainFault =
    jvm(on) { JvmHarm.ReturnFrom(JvmHarm.Method.parse(method), value) }

/** The Java virtual machine collects garbage, once. */
public fun collectGarbage(on: Program): PlainFault = PlainFault(gc(on))

/** Busy threads in the Java virtual machine. */
public fun burnCpu(on: Program, threads: Int = 1): PlainFault = jvm(on) { JvmHarm.BurnCpu(threads) }

/** The heap of the Java virtual machine runs full. */
public fun fillHeap(on: Program): PlainFault = jvm(on) { JvmHarm.FillMemory(JvmHarm.FillMemory.Area.HEAP) }

/** The stack of the Java virtual machine overflows. */
public fun fillStack(on: Program): PlainFault = jvm(on) { JvmHarm.FillMemory(JvmHarm.FillMemory.Area.STACK) }

/** A rule of Byteman, for what the words above cannot say. */
public fun byteman(on: Program, rule: String): PlainFault = jvm(on) { JvmHarm.Rule(rule) }

/** Statements to MySQL take longer. [connector]: the major version of MySQL Connector/J in the program, 5 or 8. */
public fun slowSql(on: Program, connector: Int = 8, sort: String = "", table: String = "", database: String = ""): GradedFault =
    GradedFault(gc(on)) { ProgramFault.Jvm(on, JvmHarm.SlowSql(JvmHarm.Sql(connector, database, table, sort))) }

/** Statements to MySQL fail with an exception that says [message]. */
public fun failSql(
    on: Program,
    message: String,
    connector: Int = 8,
    sort: String = "",
    table: String = "",
    database: String = "",
): PlainFault = jvm(on) { JvmHarm.FailSql(JvmHarm.Sql(connector, database, table, sort), message) }

private fun gc(on: Program) = ProgramFault.Jvm(on, JvmHarm.CollectGarbage())

private fun jvm(on: Program, harm: () -> JvmHarm) = PlainFault(gc(on)) { ProgramFault.Jvm(on, harm()) }

/** A fault of one engine in its own words: `native(on = checkout, engine = "chaosmesh", kind = "AWSChaos", settings = "action: ec2-stop …")`. */
public fun native(on: Target, engine: String, kind: String, settings: String): PlainFault =
    PlainFault(Fault.Native(on, "none", "none", "")) { Fault.Native(on, engine, kind, settings) }

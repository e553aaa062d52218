package dev.tensile.script

import dev.tensile.experiment.BlastRadius
import dev.tensile.experiment.Dose
import dev.tensile.experiment.Fault
import dev.tensile.experiment.Intensity
import dev.tensile.experiment.Ladder
import dev.tensile.experiment.Quantities
import dev.tensile.experiment.Rung
import dev.tensile.experiment.Scope
import dev.tensile.experiment.Share
import kotlin.time.Duration
import kotlin.time.Duration.Companion.ZERO
import kotlin.time.Duration.Companion.seconds

/** Rungs in growing order, with time to recover after each. */
@ChaosDsl
public sealed class LadderBuilder(private val log: ProblemLog) {
    private val rungs = mutableListOf<Rung>()
    private var coolDown = 10.seconds.toModel()

    /** How long the system is left alone after each rung; 10 s unless said otherwise. */
    public fun coolDown(duration: Duration) {
        coolDown = log.attempt(coolDown) { duration.toModel().mustBePositive("a cool-down") }
    }

    /** A refused rung is as large as the one before it, so that it does not look out of order. */
    internal fun add(fault: Fault, hold: Duration, radius: Radius, intensity: () -> Intensity): Unit =
        add(listOf(fault), hold, radius, intensity)

    internal fun add(faults: List<Fault>, hold: Duration, radius: Radius, intensity: () -> Intensity) {
        val at = Here.sourceRef()
        val instead =
            rungs.lastOrNull()?.doses() ?: listOf(Dose(Fault.Native(faults.first().on(), "none", "none", ""), SLIGHT, Intensity.Full()))
        val length = log.attempt(60.seconds.toModel()) { hold.toModel().mustBePositive("the hold of a rung") }
        val doses = log.attempt(instead) { faults.map { Dose(it, radius.toBlastRadius(it), intensity()) } }
        rungs += Rung(doses, length, at)
    }

    /** A rung without a dose is refused, too. */
    internal fun addTogether(hold: Duration, doses: List<Dose>) {
        val at = Here.sourceRef()
        val length = log.attempt(60.seconds.toModel()) { hold.toModel().mustBePositive("the hold of a rung") }
        log.attempt<Rung?>(null, "write dose(…) in it", at) { Rung(doses, length, at) }?.let(rungs::add)
    }

    internal fun build(): Ladder = Ladder(rungs, coolDown)

    private companion object {
        val SLIGHT = BlastRadius(Scope.CONNECTIONS, Share(1e-12))
    }
}

/** The ladder of a [GradedFault]. */
@ChaosDsl
public class GradedLadderBuilder internal constructor(private val fault: Fault, log: ProblemLog) : LadderBuilder(log) {
    /** [hold]: how long it stays in force. [jitter]: how far single delays scatter around [delay]. */
    public fun rung(radius: Radius, delay: Duration, jitter: Duration = ZERO, hold: Duration): Unit =
        add(fault, hold, radius) { Intensity.Delay(delay.toModel(), jitter.toModel()) }
}

/** The ladder of a [PlainFault]. */
@ChaosDsl
public class PlainLadderBuilder internal constructor(private val faults: List<Fault>, log: ProblemLog) : LadderBuilder(log) {
    /** [hold]: how long it stays in force. */
    public fun rung(radius: Radius, hold: Duration): Unit = add(faults, hold, radius) { Intensity.Full() }
}

/** The ladder of a [PortionedFault]. */
@ChaosDsl
public class PortionedLadderBuilder internal constructor(private val fault: Fault, log: ProblemLog) : LadderBuilder(log) {
    /** [portion]: of packets, or of calls. [hold]: how long it stays in force. */
    public fun rung(radius: Radius, portion: Percent, hold: Duration): Unit =
        add(fault, hold, radius) { Intensity.Portion(portion.toShare()) }
}

/** The ladder of a [ThrottledFault]. */
@ChaosDsl
public class ThrottledLadderBuilder internal constructor(private val fault: Fault, log: ProblemLog) : LadderBuilder(log) {
    /** [limit]: how much gets through. [hold]: how long it stays in force. */
    public fun rung(radius: Radius, limit: BitRate, hold: Duration): Unit =
        add(fault, hold, radius) { Intensity.Throughput(limit.bitsPerSecond) }
}

/** The ladder of a [CpuFault]. */
@ChaosDsl
public class CpuLadderBuilder internal constructor(private val fault: Fault, log: ProblemLog) : LadderBuilder(log) {
    /** [load]: of each of so many [workers], which use a core each. [hold]: how long it stays in force. */
    public fun rung(radius: Radius, load: Percent, workers: Int = 1, hold: Duration): Unit =
        add(fault, hold, radius) { Intensity.CpuLoad(workers, load.toShare()) }
}

/** The ladder of a [MemoryFault]. */
@ChaosDsl
public class MemoryLadderBuilder internal constructor(private val fault: Fault, log: ProblemLog) : LadderBuilder(log) {
    /** [size]: of each of so many [workers]. [hold]: how long it stays in force. */
    public fun rung(radius: Radius, size: ByteSize, workers: Int = 1, hold: Duration): Unit =
        add(fault, hold, radius) { Intensity.Memory(workers, size.bytes) }
}

/** The ladder of a [DiskFault]. */
@ChaosDsl
public class DiskLadderBuilder internal constructor(private val fault: Fault, log: ProblemLog) : LadderBuilder(log) {
    /** [room]: taken on the disk. [hold]: how long it stays in force. */
    public fun rung(radius: Radius, room: ByteSize, hold: Duration): Unit = add(fault, hold, radius) { Intensity.Space(room.bytes) }
}

/** The ladder of a [TransferFault]. */
@ChaosDsl
public class TransferLadderBuilder internal constructor(private val fault: Fault, log: ProblemLog) : LadderBuilder(log) {
    /** [rate]: how much is written. [hold]: how long it stays in force. */
    public fun rung(radius: Radius, rate: ByteRate, hold: Duration): Unit =
        add(fault, hold, radius) { Intensity.Transfer(rate.bytesPerSecond) }
}

/** The ladder of a [ScarceFault]. */
@ChaosDsl
public class ScarceLadderBuilder internal constructor(private val fault: Fault, log: ProblemLog) : LadderBuilder(log) {
    /** [left]: how many more an instance can have. [hold]: how long it stays in force. */
    public fun rung(radius: Radius, left: Int, hold: Duration): Unit = add(fault, hold, radius) { Intensity.Left(left) }
}

/** The ladder of a [ShiftedFault]. */
@ChaosDsl
public class ShiftedLadderBuilder internal constructor(private val fault: Fault, log: ProblemLog) : LadderBuilder(log) {
    /** [shift]: how far the clock is off; negative is in the past. [hold]: how long it stays in force. */
    public fun rung(radius: Radius, shift: Duration, hold: Duration): Unit = add(fault, hold, radius) { Intensity.Shift(shift.toModel()) }
}

internal fun java.time.Duration.mustBePositive(what: String): java.time.Duration {
    require(!isZero && !isNegative) { "$what must be longer than zero, was ${Quantities.text(this)}" }
    return this
}

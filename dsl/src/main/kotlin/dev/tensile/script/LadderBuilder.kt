package dev.tensile.script

import dev.tensile.experiment.BlastRadius
import dev.tensile.experiment.Dependency
import dev.tensile.experiment.Dose
import dev.tensile.experiment.Fault
import dev.tensile.experiment.Intensity
import dev.tensile.experiment.JitterShape
import dev.tensile.experiment.Ladder
import dev.tensile.experiment.Quantities
import dev.tensile.experiment.Rung
import dev.tensile.experiment.Scope
import dev.tensile.experiment.Share
import kotlin.time.Duration
import kotlin.time.Duration.Companion.ZERO
import kotlin.time.Duration.Companion.seconds

/** Delays anywhere in delay ± jitter, equally likely. */
public val uniform: JitterShape = JitterShape.UNIFORM

/** Delays bell-shaped around the asked one; jitter is the standard deviation. */
public val normal: JitterShape = JitterShape.NORMAL

/** A fault with a strength: each of its rungs says how much delay. */
public class GradedFault internal constructor(
    private val on: Dependency,
    private val jitter: JitterShape,
    private val correlation: Percent,
) {
    internal fun correlated() = Fault.Latency(on, jitter, correlation.toShare())

    internal fun uncorrelated() = Fault.Latency(on, jitter, Share.NOTHING)
}

/** A fault that acts or does not: its rungs only say how much is touched. */
public class PlainFault internal constructor(internal val fault: Fault)

/** Everything sent over the link arrives late. [correlation]: how much a delay resembles the one before it. */
public fun latency(on: Dependency, jitter: JitterShape = uniform, correlation: Percent = 0.percent): GradedFault =
    GradedFault(on, jitter, correlation)

/** Live connections are cut with a TCP reset at once, new ones as soon as they carry data. */
public fun reset(on: Dependency): PlainFault = PlainFault(Fault.Reset(on))

/** Nobody is listening: live connections are cut, new ones are refused. */
public fun refuse(on: Dependency): PlainFault = PlainFault(Fault.Refuse(on))

/** Bytes vanish while connections stay open. */
public fun blackhole(on: Dependency): PlainFault = PlainFault(Fault.Blackhole(on))

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
    internal fun add(fault: Fault, hold: Duration, radius: () -> BlastRadius, intensity: () -> Intensity) {
        val at = Here.sourceRef()
        val instead = rungs.lastOrNull()?.doses() ?: listOf(Dose(Fault.Reset(fault.on()), SLIGHT, Intensity.Full()))
        val length = log.attempt(60.seconds.toModel()) { hold.toModel().mustBePositive("the hold of a rung") }
        val doses = log.attempt(instead) { listOf(Dose(fault, radius(), intensity())) }
        rungs += Rung(doses, length, at)
    }

    internal fun build(): Ladder = Ladder(rungs, coolDown)

    private companion object {
        val SLIGHT = BlastRadius(Scope.CONNECTIONS, Share(1e-12))
    }
}

/** The ladder of a [GradedFault]. */
@ChaosDsl
public class GradedLadderBuilder internal constructor(private val fault: Fault.Latency, log: ProblemLog) : LadderBuilder(log) {
    /** [hold]: how long it stays in force. [jitter]: how far single delays scatter around [delay]. */
    public fun rung(radius: Radius, delay: Duration, jitter: Duration = ZERO, hold: Duration): Unit =
        add(fault, hold, radius::toBlastRadius) { Intensity.Delay(delay.toModel(), jitter.toModel()) }
}

/** The ladder of a [PlainFault]. */
@ChaosDsl
public class PlainLadderBuilder internal constructor(private val fault: Fault, log: ProblemLog) : LadderBuilder(log) {
    /** [hold]: how long it stays in force. */
    public fun rung(radius: Radius, hold: Duration): Unit = add(fault, hold, radius::toBlastRadius) { Intensity.Full() }
}

internal fun java.time.Duration.mustBePositive(what: String): java.time.Duration {
    require(!isZero && !isNegative) { "$what must be longer than zero, was ${Quantities.text(this)}" }
    return this
}

package dev.tensile.script

import dev.tensile.experiment.BlastRadius
import dev.tensile.experiment.Database
import dev.tensile.experiment.DatabaseFault
import dev.tensile.experiment.Dependency
import dev.tensile.experiment.Fault
import dev.tensile.experiment.LinkFault
import dev.tensile.experiment.Quantities
import dev.tensile.experiment.Rate
import dev.tensile.experiment.Scope
import dev.tensile.experiment.Share
import kotlin.time.Duration
import kotlin.time.Duration.Companion.days
import kotlin.time.toJavaDuration

/** A percentage as written, such as `20.percent`. Whether it makes sense is decided by what it is used for. */
public class Percent internal constructor(internal val value: Double) {
    /** Relative to what the system does undisturbed: `staysWithin 20.percent.ofBaseline`. */
    public val ofBaseline: Growth get() = Growth(value / 100)

    /** How much of a target is touched: `20.percent of requests`. */
    public infix fun of(scope: Scope): Radius = Radius(this, scope)

    internal fun toShare(): Share = Share.ofPercent(value)

    override fun toString(): String = Quantities.number(value) + "%"
}

/** How much worse than its baseline a latency may become. */
public class Growth internal constructor(internal val part: Double)

/** A difference between two shares, such as `0.5.percentagePoints`. */
public class PercentagePoints internal constructor(internal val value: Double) {
    internal fun toShare(): Share = Share.ofPercent(value)
}

/** How often, such as `200.perSecond`. */
public class PerSecond internal constructor(internal val value: Double) {
    internal fun toRate(): Rate = Rate(value)

    override fun toString(): String = Quantities.number(value) + "/s"
}

/** How much of a target a rung touches: `20.percent of requests`, `all of requests`, `1 of instances`, or `all`. */
public open class Radius internal constructor(private val declare: (Fault) -> BlastRadius) {
    internal constructor(percent: Percent, scope: Scope) : this({ BlastRadius(scope, percent.toShare()) })

    internal fun toBlastRadius(fault: Fault): BlastRadius = declare(fault)
}

/**
 * Everything: `all` means all connections of a link and all instances of a program, `all of requests` all requests; on a database all
 * that the fault strikes one by one: connections, statements or transactions.
 */
public class All internal constructor() : Radius({ BlastRadius(widest(it), Share.ALL) }) {
    public infix fun of(scope: Scope): Radius = Radius(100.percent, scope)
}

private fun widest(fault: Fault) = when {
    fault is LinkFault.Database -> fault.harm().unit()
    fault.on() is Dependency || fault.on() is Database -> Scope.CONNECTIONS
    else -> Scope.INSTANCES
}

/** So many instances, or leaked connections: `1 of instances`, `20 of connections`. */
public infix fun Int.of(scope: Scope): Radius = Radius {
    val leaked = scope == Scope.CONNECTIONS && it is DatabaseFault.LeakedConnections
    require(scope == Scope.INSTANCES || leaked) {
        "only instances are counted; write a share, such as `$this.percent of ${scope.word()}`"
    }
    if (leaked) BlastRadius.connections(this) else BlastRadius.instances(this)
}

/** TCP connections: one is touched, or not, for as long as the rung is held. */
public val connections: Scope = Scope.CONNECTIONS

/** HTTP/1.1 requests: each is touched, or not, by itself. */
public val requests: Scope = Scope.REQUESTS

/** Statements to a PostgreSQL database: each is touched, or not, by itself. */
public val statements: Scope = Scope.STATEMENTS

/** Transactions of a PostgreSQL database: each is touched, or not, by itself. */
public val transactions: Scope = Scope.TRANSACTIONS

/** Running copies of a program: pods. Which of them is drawn once, when a rung begins. */
public val instances: Scope = Scope.INSTANCES

public val all: All = All()

public val Int.percent: Percent get() = Percent(toDouble())
public val Double.percent: Percent get() = Percent(this)

public val Int.percentagePoints: PercentagePoints get() = PercentagePoints(toDouble())
public val Double.percentagePoints: PercentagePoints get() = PercentagePoints(this)

public val Int.perSecond: PerSecond get() = PerSecond(toDouble())
public val Double.perSecond: PerSecond get() = PerSecond(this)

/** How much gets through a line, such as `2.mbitPerSecond`. */
public class BitRate internal constructor(internal val bitsPerSecond: Long)

/** A number of bytes, such as `256.megabytes`. */
public class ByteSize internal constructor(internal val bytes: Long)

/** How many bytes each second, such as `20.megabytesPerSecond`. */
public class ByteRate internal constructor(internal val bytesPerSecond: Long)

public val Int.kilobytesPerSecond: ByteRate get() = ByteRate(this * 1_000L)
public val Int.megabytesPerSecond: ByteRate get() = ByteRate(this * 1_000_000L)

public val Int.kbitPerSecond: BitRate get() = BitRate(this * 1_000L)
public val Int.mbitPerSecond: BitRate get() = BitRate(this * 1_000_000L)
public val Int.gbitPerSecond: BitRate get() = BitRate(this * 1_000_000_000L)

public val Int.bytes: ByteSize get() = ByteSize(this.toLong())
public val Int.kilobytes: ByteSize get() = ByteSize(this * 1_000L)
public val Int.megabytes: ByteSize get() = ByteSize(this * 1_000_000L)
public val Int.gigabytes: ByteSize get() = ByteSize(this * 1_000_000_000L)

private val LONGEST = 365.days

/** For the model, which is Java. Refuses what no experiment can mean. */
internal fun Duration.toModel(): java.time.Duration {
    require(absoluteValue <= LONGEST) { "a duration must be at most a year, was $this" }
    return toJavaDuration()
}

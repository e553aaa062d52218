package dev.tensile.script

import dev.tensile.experiment.Mechanism
import dev.tensile.experiment.MechanismExpectation
import dev.tensile.experiment.Promise
import dev.tensile.experiment.SourceRef
import kotlin.time.Duration

/** A circuit breaker that is expected around the calls to a dependency. */
public class BreakerMechanism internal constructor(internal val mechanism: Mechanism)

/** Retries of calls to a dependency. */
public class RetriesMechanism internal constructor(internal val mechanism: Mechanism)

/** Timeouts behind the requests of a load. */
public class TimeoutsMechanism internal constructor(internal val mechanism: Mechanism)

/** Degraded answers to the requests of a load. */
public class FallbackMechanism internal constructor(internal val mechanism: Mechanism)

/** A bulkhead around some requests of a load. */
public class BulkheadMechanism internal constructor(internal val mechanism: Mechanism)

/** A limit to how many requests of a load are served. */
public class RateLimitMechanism internal constructor(internal val mechanism: Mechanism)

/** How the system comes back after the last rung. */
public class RecoveryMechanism internal constructor(internal val mechanism: Mechanism)

/** A number of calls: `20.calls`. */
public class Calls internal constructor(internal val count: Int)

public val Int.calls: Calls get() = Calls(this)

/** What is expected of a circuit breaker. */
@ChaosDsl
public class BreakerBuilder internal constructor(private val promised: Promised) {
    /** At most so long after the fault came into force. */
    public fun opensWithin(limit: Duration): Unit = promised.add { Promise.OpensWithin(limit.toModel()) }

    /** At most so many calls reach the dependency after it should have opened; its trials do not count. */
    public fun leaksAtMost(limit: Calls): Unit = promised.add { Promise.LeaksAtMost(limit.count) }

    /** At most so long after the fault was lifted. */
    public fun closesWithin(limit: Duration): Unit = promised.add { Promise.ClosesWithin(limit.toModel()) }

    /** When it has a reason to open, and with how many calls it tries: 50 % of 100 calls, and 10, unless this is said. */
    public fun tripsAt(failing: Percent, after: Calls, trials: Calls = 10.calls): Unit =
        promised.add { Promise.TripsAt(failing.toShare(), after.count, trials.count) }
}

/** What is expected of retries. */
@ChaosDsl
public class RetriesBuilder internal constructor(private val promised: Promised) {
    /** Calls for each request, compared with the baseline: 1.5 is half as many again. */
    public fun amplifyAtMost(factor: Double): Unit = promised.add { Promise.AmplifiesAtMost(factor) }
}

/** An expectation on timeouts, still without its limit. */
public class TimeoutsClaim internal constructor(private val promised: Promised) {
    /** No request takes longer: `expect(timeouts(shopping)) boundedAt 1.seconds`. */
    public infix fun boundedAt(limit: Duration): Unit = promised.add { Promise.BoundedAt(limit.toModel()) }
}

/** An expectation on a fallback, still without its limit. */
public class FallbackClaim internal constructor(private val promised: Promised) {
    /** Of the requests without a full answer, so many get a degraded one: `expect(fallback(shopping)) atLeast 95.percent`. */
    public infix fun atLeast(share: Percent): FallbackClaim = also { promised.add { Promise.CatchesAtLeast(share.toShare()) } }

    /** The mean quality, a full answer counting 1 and a degraded one a half: `… atLeast 95.percent withQuality 40.percent`. */
    public infix fun withQuality(share: Percent): FallbackClaim = also { promised.add { Promise.QualityAtLeast(share.toShare()) } }
}

/** An expectation on a bulkhead, still without its limit. */
public class BulkheadClaim internal constructor(private val promised: Promised) {
    /** The p95 of the protected requests: `expect(bulkhead(shopping, around = "/cart")) movesAtMost 25.percent`. */
    public infix fun movesAtMost(growth: Percent): Unit = promised.add { Promise.MovesAtMost(growth.value / 100) }
}

/** An expectation on a rate limit, still without its limit. */
public class RateLimitClaim internal constructor(private val promised: Promised) {
    /** The others are turned away: `expect(rateLimit(shopping)) acceptsAtMost 100.perSecond`. */
    public infix fun acceptsAtMost(rate: PerSecond): Unit = promised.add { Promise.AcceptsAtMost(rate.toRate()) }
}

/** An expectation on recovery, still without its limit. */
public class RecoveryClaim internal constructor(private val promised: Promised) {
    /** After the last fault was lifted: `expect(recovery) within 10.seconds`. */
    public infix fun within(limit: Duration): Unit = promised.add { Promise.RecoversWithin(limit.toModel()) }
}

/** What one `expect` of a mechanism has gathered. */
public class Promised internal constructor(
    private val mechanism: Mechanism,
    private val mend: String,
    private val at: SourceRef,
    private val log: ProblemLog,
) {
    private val promises = mutableListOf<Promise>()
    private var refused = false

    internal fun add(promise: () -> Promise) {
        val made = log.attempt<Promise?>(null) { promise().also { MechanismExpectation(mechanism, promises + it, at) } }
        if (made == null) refused = true else promises += made
    }

    internal fun build(): MechanismExpectation {
        if (promises.none { it !is Promise.TripsAt } && !refused) {
            log.error("expect(${mechanism.label()}) does not say what is expected", mend, at)
        }
        return MechanismExpectation(mechanism, promises, at)
    }
}

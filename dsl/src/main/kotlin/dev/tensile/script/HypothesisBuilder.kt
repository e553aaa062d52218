package dev.tensile.script

import dev.tensile.experiment.Dependency
import dev.tensile.experiment.Expectation
import dev.tensile.experiment.Guardrail
import dev.tensile.experiment.Mechanism
import dev.tensile.experiment.MechanismExpectation
import dev.tensile.experiment.Metric
import dev.tensile.experiment.Share
import dev.tensile.experiment.SourceRef
import dev.tensile.experiment.Tolerance
import kotlin.time.Duration

/** What ought to hold on every rung. */
@ChaosDsl
public class HypothesisBuilder internal constructor(private val log: ProblemLog) {
    private val claims = mutableListOf<Claim>()
    private val promised = mutableListOf<Promised>()

    /** How the system comes back: `expect(recovery) within 10.seconds`. */
    public val recovery: RecoveryMechanism = RecoveryMechanism(Mechanism.Recovery())

    public fun expect(metric: LatencyMetric): LatencyClaim = LatencyClaim(claim(metric.metric))

    public fun expect(metric: ShareMetric): ShareClaim = ShareClaim(claim(metric.metric))

    /** Looked for on the link to a dependency: `expect(breaker(payments)) { opensWithin(5.seconds) }`. */
    public fun breaker(on: Dependency): BreakerMechanism = BreakerMechanism(Mechanism.Breaker(on.name()))

    /** Counted on the link to a dependency: `expect(retries(payments)) { amplifyAtMost(1.5) }`. */
    public fun retries(on: Dependency): RetriesMechanism = RetriesMechanism(Mechanism.Retries(on.name()))

    public fun timeouts(of: DeclaredLoad): TimeoutsMechanism = TimeoutsMechanism(Mechanism.Timeouts(of.name))

    public fun fallback(of: DeclaredLoad): FallbackMechanism = FallbackMechanism(Mechanism.Fallback(of.name))

    /** [around]: the path of the requests of the load that must not suffer when others do. */
    public fun bulkhead(of: DeclaredLoad, around: String): BulkheadMechanism = BulkheadMechanism(
        log.attempt(Mechanism.Bulkhead(of.name, "/"), "write around = \"/cart\"") { Mechanism.Bulkhead(of.name, around) },
    )

    public fun rateLimit(of: DeclaredLoad): RateLimitMechanism = RateLimitMechanism(Mechanism.RateLimit(of.name))

    public fun expect(breaker: BreakerMechanism, block: BreakerBuilder.() -> Unit) {
        BreakerBuilder(promise(breaker.mechanism, "add opensWithin(5.seconds)")).block()
    }

    public fun expect(retries: RetriesMechanism, block: RetriesBuilder.() -> Unit) {
        RetriesBuilder(promise(retries.mechanism, "add amplifyAtMost(1.5)")).block()
    }

    public fun expect(timeouts: TimeoutsMechanism): TimeoutsClaim = TimeoutsClaim(promise(timeouts.mechanism, "add boundedAt 1.seconds"))

    public fun expect(fallback: FallbackMechanism): FallbackClaim = FallbackClaim(promise(fallback.mechanism, "add atLeast 95.percent"))

    public fun expect(bulkhead: BulkheadMechanism): BulkheadClaim = BulkheadClaim(promise(bulkhead.mechanism, "add movesAtMost 25.percent"))

    public fun expect(rateLimit: RateLimitMechanism): RateLimitClaim =
        RateLimitClaim(promise(rateLimit.mechanism, "add acceptsAtMost 100.perSecond"))

    public fun expect(recovery: RecoveryMechanism): RecoveryClaim = RecoveryClaim(promise(recovery.mechanism, "add within 10.seconds"))

    /** The same as `expect(recovery) within limit`. */
    public fun recoversWithin(limit: Duration) {
        expect(recovery) within limit
    }

    private fun promise(mechanism: Mechanism, mend: String): Promised = Promised(mechanism, mend, Here.sourceRef(), log).also(promised::add)

    private fun claim(metric: Metric): Claim = Claim(metric, Here.sourceRef(), log).also(claims::add)

    internal fun build(): List<Expectation> = claims.mapNotNull(Claim::build)

    internal fun mechanisms(): List<MechanismExpectation> = promised.map(Promised::build)
}

/** An expectation on a latency, still without its limit. */
public class LatencyClaim internal constructor(private val claim: Claim) {
    /** A fixed limit: `expect(shopping.p99) below 500.milliseconds`. */
    public infix fun below(limit: Duration): LimitedClaim<Duration> =
        LimitedClaim<Duration>(claim) { Tolerance.LatencyBelow(it.toModel()) }.limit(limit)

    /** Relative to what the system does undisturbed: `expect(shopping.p99) staysWithin 20.percent.ofBaseline`. */
    public infix fun staysWithin(limit: Growth): LimitedClaim<Growth> =
        LimitedClaim<Growth>(claim) { Tolerance.LatencyRise(it.part) }.limit(limit)
}

/** An expectation on a share of requests, still without its limit. */
public class ShareClaim internal constructor(private val claim: Claim) {
    /** A fixed limit: `expect(shopping.errorRate) below 1.percent`. */
    public infix fun below(limit: Percent): LimitedClaim<Percent> =
        LimitedClaim<Percent>(claim) { Tolerance.ShareBelow(it.toShare()) }.limit(limit)

    /** Relative to what the system does undisturbed: `expect(shopping.errorRate) risesAtMost 0.5.percentagePoints`. */
    public infix fun risesAtMost(limit: PercentagePoints): LimitedClaim<PercentagePoints> =
        LimitedClaim<PercentagePoints>(claim) { Tolerance.ShareRise(it.toShare()) }.limit(limit)
}

/** An expectation with its limit. Beyond twice the limit it is called harmful, unless `harmfulAbove` says otherwise. */
public class LimitedClaim<L : Any> internal constructor(private val claim: Claim, private val tolerance: (L) -> Tolerance) {
    /** `expect(shopping.p99) below 500.milliseconds harmfulAbove 2.seconds`. */
    public infix fun harmfulAbove(limit: L) {
        claim.harm { tolerance(limit) }
    }

    internal fun limit(limit: L): LimitedClaim<L> = also { claim.tolerance { tolerance(limit) } }
}

/** What one `expect` has gathered. */
public class Claim internal constructor(private val metric: Metric, private val at: SourceRef, private val log: ProblemLog) {
    private var tolerance: Tolerance? = null
    private var harm: Tolerance? = null
    private var refused = false

    internal fun tolerance(limit: () -> Tolerance) {
        tolerance = attempt(limit)
    }

    internal fun harm(limit: () -> Tolerance) {
        harm = attempt(limit)
    }

    private fun attempt(limit: () -> Tolerance): Tolerance? = log.attempt<Tolerance?>(null) { limit() }.also {
        refused =
            refused || it == null
    }

    internal fun build(): Expectation? {
        val limit = tolerance
        if (limit == null || refused) {
            if (!refused) {
                log.error(
                    "expect(${metric.label()}) does not say what is expected",
                    "add a limit: below …, staysWithin … or risesAtMost …",
                    at,
                )
            }
            return Expectation.of(metric, anyLimit(metric), at)
        }
        return log.attempt(Expectation.of(metric, limit, at)) {
            harm?.let { Expectation(metric, limit, it, at) }
                ?: Expectation.of(metric, limit, at)
        }
    }
}

/** A limit that fits, so that a refused line does not look like a missing one. */
internal fun anyLimit(metric: Metric): Tolerance = if (metric is Metric.LatencyQuantile) {
    Tolerance.LatencyBelow(java.time.Duration.ofSeconds(1))
} else {
    Tolerance.ShareBelow(Share.ofPercent(1.0))
}

/** What ends the run at once. */
@ChaosDsl
public class GuardrailsBuilder internal constructor(private val log: ProblemLog) {
    private val guardrails = mutableListOf<Guardrail>()

    /** `abortWhen(shopping.errorRate above 5.percent)`. */
    public fun abortWhen(limit: Limit) {
        val at = Here.sourceRef()
        guardrails +=
            log.attempt(Guardrail(limit.metric, anyLimit(limit.metric), at)) { Guardrail(limit.metric, limit.tolerance(), at) }
    }

    internal fun build(): List<Guardrail> = guardrails.toList()
}

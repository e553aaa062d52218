package dev.tensile.script

import dev.tensile.experiment.Metric
import dev.tensile.experiment.Tolerance
import kotlin.time.Duration

/** A load that was declared, and what can be observed on it. */
public class DeclaredLoad internal constructor(internal val name: String, private val log: ProblemLog) {
    /** The median latency. */
    public val p50: LatencyMetric get() = quantile(0.50)
    public val p90: LatencyMetric get() = quantile(0.90)
    public val p95: LatencyMetric get() = quantile(0.95)
    public val p99: LatencyMetric get() = quantile(0.99)

    /** The share of requests that were rejected, failed or timed out. */
    public val errorRate: ShareMetric get() = ShareMetric(Metric.ErrorRate(name))

    /** The share of requests with a degraded answer, as told by `degradedWhen`. */
    public val degradedRate: ShareMetric get() = ShareMetric(Metric.DegradedRate(name))

    /** Another quantile of the latency: `quantile(0.999)`. */
    public fun quantile(quantile: Double): LatencyMetric = LatencyMetric(
        log.attempt(Metric.LatencyQuantile(name, STAND_IN), "write 0.999 for the slowest request in a thousand") {
            Metric.LatencyQuantile(name, quantile)
        },
    )

    private companion object {
        /** A quantile nobody asks for, so that it meets no other. */
        const val STAND_IN = 0.123456
    }
}

/** A quantile of a load's latency; compared with durations. */
public class LatencyMetric internal constructor(internal val metric: Metric) {
    /** For guardrails: `abortWhen(shopping.p95 above 1.seconds)`. */
    public infix fun above(limit: Duration): Limit = Limit(metric) { Tolerance.LatencyBelow(limit.toModel()) }
}

/** A share of a load's requests; compared with percentages. */
public class ShareMetric internal constructor(internal val metric: Metric) {
    /** For guardrails: `abortWhen(shopping.errorRate above 5.percent)`. */
    public infix fun above(limit: Percent): Limit = Limit(metric) { Tolerance.ShareBelow(limit.toShare()) }
}

/** A metric and how far it may go. */
public class Limit internal constructor(internal val metric: Metric, internal val tolerance: () -> Tolerance)

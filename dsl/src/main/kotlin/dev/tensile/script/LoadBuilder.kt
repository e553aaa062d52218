package dev.tensile.script

import dev.tensile.experiment.AnswerRules
import dev.tensile.experiment.Arrivals
import dev.tensile.experiment.Load
import dev.tensile.experiment.Rate
import dev.tensile.experiment.RequestTemplate
import dev.tensile.experiment.Service
import dev.tensile.experiment.SourceRef
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds

/** Evenly spaced requests. */
public val constant: Arrivals = Arrivals.CONSTANT

/** Independent users: requests come when they come. */
public val poisson: Arrivals = Arrivals.POISSON

/** Requests sent to a service in an open model: they start when they are due, however slow the answers are. */
@ChaosDsl
public class LoadBuilder internal constructor(
    private val name: String,
    private val on: Service,
    private val at: SourceRef,
    private val log: ProblemLog,
) {
    private val requests = mutableListOf<RequestTemplate>()
    private val rejected = mutableSetOf<Int>()
    private val degraded = LinkedHashMap<String, String>()
    private var modelRate: Rate? = null

    /** How many requests start per second: `200.perSecond`. Required. */
    public var rate: PerSecond? = null
        set(value) {
            field = value
            modelRate = log.attempt(ANY_RATE, "write rate = 200.perSecond") { value?.toRate() }
        }

    /** When they start: [constant] or [poisson]. */
    public var arrivals: Arrivals = constant

    /** How long a user waits, from the intended start of the request; 5 s unless said otherwise. */
    public var timeout: Duration = 5.seconds
        set(value) {
            field = log.attempt(field) { value.also { it.toModel().mustBePositive("the timeout of a load") } }
        }

    /** [weight]: how often it is sent relative to the load's other requests. */
    public fun get(path: String, weight: Int = 1, block: RequestBuilder.() -> Unit = {}): Unit = request("GET", path, "", weight, block)

    public fun post(path: String, body: String = "", weight: Int = 1, block: RequestBuilder.() -> Unit = {}): Unit =
        request("POST", path, body, weight, block)

    public fun put(path: String, body: String = "", weight: Int = 1, block: RequestBuilder.() -> Unit = {}): Unit =
        request("PUT", path, body, weight, block)

    public fun delete(path: String, weight: Int = 1, block: RequestBuilder.() -> Unit = {}): Unit =
        request("DELETE", path, "", weight, block)

    /** What a degraded answer looks like: `degradedWhen { header("X-Degraded") equalTo "true" }`. */
    public fun degradedWhen(block: AnswerBuilder.() -> Unit) {
        AnswerBuilder(degraded).apply(block)
    }

    /** Statuses that mean "the service protected itself"; 429 and 503 if this is never said. */
    public fun rejectedWhen(status: Int, vararg more: Int) {
        for (code in intArrayOf(status, *more)) {
            if (code in 400..599) {
                rejected += code
            } else {
                log.error("a rejected answer has a status from 400 to 599, was $code", "write rejectedWhen(429, 503)")
            }
        }
    }

    private fun request(method: String, path: String, body: String, weight: Int, block: RequestBuilder.() -> Unit) {
        requests +=
            log.attempt(RequestTemplate(method, "/", emptyMap(), "", 1)) {
                RequestTemplate(method, path, RequestBuilder().apply(block).headers(), body, weight)
            }
    }

    internal fun build(): Load {
        if (rate == null) {
            log.error("the load \"$name\" does not say how many requests it sends", "add rate = 200.perSecond", at)
        }
        val answers = AnswerRules(degraded, rejected.ifEmpty { AnswerRules.DEFAULT.rejectedStatuses() })
        val load = { called: String ->
            Load(called, on, arrivals, modelRate ?: ANY_RATE, timeout.toModel(), requests, answers, at)
        }
        return log.attempt(load("load")) { load(name) }
    }

    private companion object {
        val ANY_RATE = Rate(1.0)
    }
}

/** The headers of one kind of request. */
@ChaosDsl
public class RequestBuilder internal constructor() {
    private val headers = LinkedHashMap<String, String>()

    public fun header(name: String, value: String) {
        headers[name] = value
    }

    internal fun headers(): Map<String, String> = headers
}

/** What is looked at in an answer. */
@ChaosDsl
public class AnswerBuilder internal constructor(private val headers: MutableMap<String, String>) {
    public fun header(name: String): AnswerHeader = AnswerHeader(name, headers)
}

/** A header of an answer, to be compared. */
public class AnswerHeader internal constructor(private val name: String, private val headers: MutableMap<String, String>) {
    public infix fun equalTo(value: String) {
        headers[name] = value
    }
}

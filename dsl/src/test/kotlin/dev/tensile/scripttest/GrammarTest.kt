package dev.tensile.scripttest

import dev.tensile.experiment.*
import dev.tensile.experiment.LinkFault
import dev.tensile.script.*
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.net.URI
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.seconds
import java.time.Duration as JavaDuration

/** Fixes the language: that this compiles is half of the test. Outside of the language's package, as users are. */
class GrammarTest {
    private fun whole(settings: Map<String, String> = emptyMap()) = experiment("Checkout survives a slow payment provider", settings) {
        owner = "team-checkout"
        because = "On 12 May a slowdown took checkout down."
        tags("payments", "latency")

        val patience by param(1.seconds)
        val share by param(0.5)
        val workerCount by param(24)
        val path by param("/cart?cart=42")
        val widest by param(50.percent)
        val pace by param(200.perSecond)
        demoShop {
            paymentTimeout = patience
            workers = workerCount
        }

        val checkout =
            service("checkout") {
                http("http://127.0.0.1:18080")
                health("/health")
            }
        val payments =
            dependency("payments") {
                local {
                    listen("127.0.0.1:18082")
                    upstream("127.0.0.1:18081")
                }
            }
        val shopping =
            load("shopping", on = checkout) {
                rate = pace
                arrivals = poisson
                timeout = 2.seconds
                get("/checkout?cart=42", weight = 9)
                get(path) { header("Accept", "application/json") }
                post("/x", body = "…", weight = 2) { header("Content-Type", "text/plain") }
                put("/y", body = "1")
                delete("/z")
                degradedWhen { header("X-Degraded") equalTo "true" }
                rejectedWhen(status = 429)
                rejectedWhen(503, 529)
            }
        hypothesis {
            expect(shopping.p99) below 500.milliseconds harmfulAbove 2.seconds
            expect(shopping.p95) staysWithin 20.percent.ofBaseline harmfulAbove 150.percent.ofBaseline
            expect(shopping.p90) below 1.minutes
            expect(shopping.p50) below 100.milliseconds
            expect(shopping.quantile(0.999)) below 2.seconds
            expect(shopping.errorRate) below share.percent
            expect(shopping.errorRate) risesAtMost 0.5.percentagePoints harmfulAbove 3.percentagePoints
            expect(shopping.degradedRate) below 30.percent harmfulAbove 60.percent
        }
        guardrails {
            abortWhen(shopping.errorRate above 5.percent)
            abortWhen(shopping.p95 above 1.seconds)
        }
        warmUp(15.seconds)
        baseline(45.seconds)
        settle(4.seconds)
        ladder(latency(on = payments, jitter = normal, correlation = 25.percent)) {
            rung(20.percent of requests, 100.milliseconds, jitter = 10.milliseconds, hold = 35.seconds)
            rung(widest of connections, 400.milliseconds, hold = 35.seconds)
            rung(all of requests, 1.seconds, hold = 35.seconds)
            rung(all, 2.seconds, hold = 35.seconds)
            coolDown(8.seconds)
        }
        recovery(30.seconds)
    }

    @Test
    fun `every word of the language reaches the model`() {
        val declared = whole()
        assertEquals(emptyList<Problem>(), declared.problems())
        val model = declared.orThrow()
        assertEquals("team-checkout", model.owner())
        assertEquals(listOf("payments", "latency"), model.tags())
        assertEquals(mapOf("payment-timeout" to "1s", "workers" to "24"), (model.environment() as Environment.DemoShop).settings())
        val checkout = model.targets()[0] as Service
        assertEquals(URI("http://127.0.0.1:18080") to "/health", checkout.url() to checkout.healthPath())
        val payments = model.targets()[1] as Dependency
        assertEquals(LocalLink(HostPort.parse("127.0.0.1:18082"), HostPort.parse("127.0.0.1:18081")), payments.local().get())
        assertEquals(
            listOf(seconds(15), seconds(45), seconds(30), seconds(4), seconds(8)),
            listOf(model.warmUp(), model.baseline(), model.recovery(), model.settle(), model.ladder().coolDown()),
        )
        assertEquals("GrammarTest.kt", model.at().file())
        assertTrue(payments.at().line() > model.at().line())
    }

    @Test
    fun `a load says what users send and how answers are told apart`() {
        val load = whole().orThrow().loads().single()
        assertEquals(
            listOf("shopping", Arrivals.POISSON, Rate(200.0), seconds(2)),
            listOf(load.name(), load.arrivals(), load.rate(), load.timeout()),
        )
        assertEquals(listOf("GET /checkout", "GET /cart", "POST /x", "PUT /y", "DELETE /z"), load.requests().map(RequestTemplate::endpoint))
        assertEquals(listOf(9, 1, 2, 1, 1), load.requests().map(RequestTemplate::weight))
        assertEquals(mapOf("Accept" to "application/json"), load.requests()[1].headers())
        assertEquals(AnswerRules(mapOf("X-Degraded" to "true"), setOf(429, 503, 529)), load.answers())
    }

    @Test
    fun `an expectation has a tolerance, and a harm limit if it is given`() {
        val hypothesis = whole().orThrow().hypothesis()
        assertEquals(
            listOf(
                Tolerance.LatencyBelow(JavaDuration.ofMillis(500)),
                Tolerance.LatencyRise(0.2),
                Tolerance.LatencyBelow(seconds(60)),
                Tolerance.LatencyBelow(JavaDuration.ofMillis(100)),
                Tolerance.LatencyBelow(seconds(2)),
                Tolerance.ShareBelow(Share.ofPercent(0.5)),
                Tolerance.ShareRise(Share.ofPercent(0.5)),
                Tolerance.ShareBelow(Share.ofPercent(30.0)),
            ),
            hypothesis.map(Expectation::tolerance),
        )
        assertEquals(Tolerance.LatencyBelow(seconds(2)), hypothesis[0].harm())
        assertEquals(Tolerance.LatencyRise(1.5), hypothesis[1].harm())
        assertEquals(Tolerance.LatencyBelow(seconds(120)), hypothesis[2].harm())
        assertEquals(Metric.LatencyQuantile("shopping", 0.999), hypothesis[4].metric())
        assertEquals(Tolerance.ShareRise(Share.ofPercent(3.0)), hypothesis[6].harm())
    }

    @Test
    fun `a ladder of latency has a radius, a delay and a hold on every rung`() {
        val rungs = whole().orThrow().ladder().rungs()
        val fault = rungs[0].doses().single().fault() as LinkFault.Latency
        assertEquals(JitterShape.NORMAL to Share.ofPercent(25.0), fault.shape() to fault.correlation())
        assertEquals(
            listOf(
                "100 ms ± 10 ms latency on 20 % of requests of payments",
                "400 ms latency on 50 % of connections of payments",
                "1 s latency on all requests of payments",
                "2 s latency on all connections of payments",
            ),
            rungs.map(Rung::toString),
        )
        assertEquals(List(4) { seconds(35) }, rungs.map(Rung::hold))
    }

    @Test
    fun `faults that are all or nothing have no delay`() {
        val kinds =
            listOf(::reset, ::refuse, ::blackhole).map { fault ->
                small { payments ->
                    ladder(fault(payments)) {
                        rung(10.percent of connections, hold = 40.seconds)
                        rung(all, hold = 40.seconds)
                    }
                }.orThrow().ladder().rungs().map(Rung::toString)
            }
        assertEquals(
            listOf("reset", "refuse", "blackhole").map {
                listOf("$it on 10 % of connections of payments", "$it on all connections of payments")
            },
            kinds,
        )
    }

    @Test
    fun `several faults act together`() {
        val mixed = { empty: Boolean ->
            small { payments ->
                ladder {
                    rung(hold = 40.seconds) {
                        if (!empty) {
                            dose(refuse(on = payments), 10.percent of connections)
                            dose(latency(on = payments), all, 20.milliseconds, jitter = 2.milliseconds)
                        }
                    }
                }
            }
        }
        assertEquals(
            "refuse on 10 % of connections of payments and 20 ms ± 2 ms latency on all connections of payments",
            mixed(false).orThrow().ladder().rungs().single().toString(),
        )
        assertTrue(mixed(true).problems().any { it.what() == "a rung needs at least one fault" && it.mend() == "write dose(…) in it" })
    }

    @Test
    fun `the demo shop is set up as it is asked, and only as it is asked`() {
        val problems =
            experiment("small") {
                demoShop {
                    workers = 0
                    breakerFailures = 120.percent
                }
            }.problems().joinToString { it.what() }
        assertTrue(problems.contains("workers must be above zero, was 0"), problems)
        assertTrue(problems.contains("breakerFailures must be above 0 % and at most 100 %, was 120%"), problems)
        val shop =
            small { payments ->
                demoShop {
                    paymentTimeout = 100.milliseconds
                    databaseTimeout = 2.seconds
                    breakerFailures = 12.5.percent
                    workers = 8
                    workers = null
                }
                ladder(refuse(on = payments)) { rung(all, hold = 40.seconds) }
            }.orThrow().environment() as Environment.DemoShop
        assertEquals(mapOf("payment-timeout" to "100ms", "database-timeout" to "2s", "breaker-failures" to "12.5%"), shop.settings())
    }

    @Test
    fun `parameters are read as they are written`() {
        val set =
            mapOf("patience" to "150ms", "share" to "0.25", "workerCount" to "3", "path" to "/p", "widest" to "60 %", "pace" to "1.5/s")
        val model = whole(set).orThrow()
        assertEquals(mapOf("payment-timeout" to "150ms", "workers" to "3"), (model.environment() as Environment.DemoShop).settings())
        assertEquals(Rate(1.5), model.loads()[0].rate())
        assertEquals("/p", model.loads()[0].requests()[1].path())
        assertEquals(Parameter("patience", "150ms", "1s"), model.parameters()[0])
        assertEquals(Parameter("widest", "60%", "50%"), model.parameters()[4])
        assertEquals(Parameter("pace", "1.5/s", "200/s"), model.parameters()[5])
        for (minutes in listOf("2m", "120s", "1m 60s", "1m60s")) {
            assertEquals(
                "120s",
                (whole(mapOf("patience" to minutes)).orThrow().environment() as Environment.DemoShop).settings()["payment-timeout"],
            )
        }
    }

    @Test
    fun `a value of the wrong kind names the kind and an example`() {
        val wrong = mapOf(
            "patience" to "150",
            "widest" to "60",
            "pace" to "200",
            "workerCount" to "2.5",
            "share" to "a lot",
            "patienec" to "1s",
        )
        val problems = whole(wrong).problems()
        assertEquals(6, problems.size)
        assertTrue(problems.any { it.what() == "--set patience=150: this is not a duration such as 150ms, 1.5s or 2m" && it.at().isKnown })
        assertTrue(problems.any { it.what() == "--set widest=60: this is not a percentage such as 20% or 0.5%" })
        assertTrue(problems.any { it.what().contains("no parameter \"patienec\"") && it.mend() == "did you mean \"patience\"?" })
    }

    @Test
    fun `several refused values are reported at once, each at its line, and cause no others`() {
        val start = Throwable().stackTrace[0].lineNumber
        val problems =
            experiment("x") {
                owner = "o"
                because = "b"
                val shop = service("shop") { http("127.0.0.1:80") }
                val bank = dependency("bank") { local { listen("nowhere") } }
                val users =
                    load("users", on = shop) {
                        rate = 0.perSecond
                        timeout = (-1).seconds
                        get("no slash")
                        get("/", weight = 0)
                    }
                hypothesis {
                    expect(users.quantile(1.5)) below 0.seconds
                    expect(users.errorRate) below 120.percent
                    expect(users.p50)
                }
                guardrails { abortWhen(users.errorRate above 0.percent) }
                baseline(0.seconds)
                ladder(latency(on = bank, correlation = 200.percent)) {
                    rung(0.percent of requests, 10.milliseconds, hold = 40.seconds)
                    rung(20.percent of requests, 10.milliseconds, jitter = 20.milliseconds, hold = 40.seconds)
                    rung(30.percent of requests, 10.milliseconds, hold = 0.seconds)
                }
                recovery(2.minutes)
            }.problems()
        val lines = problems.map { it.at().line() - start }.toSortedSet()
        assertEquals(sortedSetOf(5, 6, 9, 10, 11, 12, 15, 16, 17, 19, 20, 21, 22, 23, 24), lines, problems.joinToString("\n"))
        assertEquals(16, problems.size, problems.joinToString("\n"))
    }

    @Test
    fun `whatever is missing is said, all at once`() {
        val what = experiment("x") { }.problems().joinToString("\n") { it.what() }
        for (word in listOf(
            "no baseline",
            "no recovery",
            "no owner",
            "not say why",
            "no load",
            "no hypothesis",
            "no guardrail",
            "no rung",
        )) {
            assertTrue(what.contains(word)) { "\"$word\" in\n$what" }
        }
    }

    private fun small(ladder: ExperimentBuilder.(Dependency) -> Unit) = experiment("small") {
        val shop = service("shop") { http("http://127.0.0.1:80") }
        val payments =
            dependency("payments") {
                local {
                    listen("127.0.0.1:2")
                    upstream("127.0.0.1:3")
                }
            }
        val users =
            load("users", on = shop) {
                rate = 1.perSecond
                get("/")
            }
        hypothesis { expect(users.p50) below 1.seconds }
        guardrails { abortWhen(users.errorRate above 5.percent) }
        baseline(60.seconds)
        ladder(payments)
        recovery(60.seconds)
    }

    private fun seconds(n: Long) = JavaDuration.ofSeconds(n)
}

package dev.tensile.scripttest

import dev.tensile.experiment.*
import dev.tensile.script.*
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import java.time.Duration as JavaDuration

/** Fixes what can be expected of mechanisms, and what is refused. */
class MechanismGrammarTest {
    private fun shop(watched: Int = 60, more: HypothesisBuilder.(Dependency, DeclaredLoad) -> Unit): Declared = experiment("shop") {
        owner = "o"
        because = "b"
        demoShop { breakerCalls = 50 }
        val checkout = service("checkout") { http("http://127.0.0.1:80") }
        val payments =
            dependency("payments") {
                local {
                    listen("127.0.0.1:2")
                    upstream("127.0.0.1:3")
                }
            }
        val shopping =
            load("shopping", on = checkout) {
                rate = 200.perSecond
                timeout = 2.seconds
                get("/checkout?cart=42", weight = 9)
                get("/cart?cart=42")
                degradedWhen { header("X-Degraded") equalTo "true" }
            }
        hypothesis {
            expect(shopping.errorRate) below 1.percent
            more(payments, shopping)
        }
        guardrails { abortWhen(shopping.errorRate above 5.percent) }
        baseline(60.seconds)
        ladder(blackhole(on = payments)) { rung(all, hold = 40.seconds) }
        recovery(watched.seconds)
    }

    private fun problems(watched: Int = 60, more: HypothesisBuilder.(Dependency, DeclaredLoad) -> Unit) =
        shop(watched, more).problems().map { it.what() to it.mend() }

    @Test
    fun `every expectation on a mechanism reaches the model`() {
        val declared = shop { payments, shopping ->
            expect(breaker(payments)) {
                tripsAt(40.percent, after = 20.calls, trials = 5.calls)
                opensWithin(5.seconds)
                leaksAtMost(20.calls)
                closesWithin(10.seconds)
            }
            expect(retries(payments)) { amplifyAtMost(1.5) }
            expect(timeouts(shopping)) boundedAt 800.milliseconds
            expect(fallback(shopping)) atLeast 95.percent withQuality 40.percent
            expect(bulkhead(shopping, around = "/cart")) movesAtMost 25.percent
            expect(rateLimit(shopping)) acceptsAtMost 100.perSecond
            expect(recovery) within 10.seconds
        }
        assertEquals(emptyList<Problem>(), declared.problems())
        val model = declared.orThrow()
        assertEquals(
            listOf(
                "breaker of payments trips when 40 % of 20 calls fail, and tries with 5, opens within 5 s, leaks at most 20 calls," +
                    " closes within 10 s",
                "retries of payments amplify at most ×1.5",
                "timeouts of shopping bounded at 800 ms",
                "fallback of shopping at least 95 %, quality at least 40 %",
                "bulkhead around /cart of shopping moves at most 25 %",
                "rate limit of shopping accepts at most 100/s",
                "recovery within 10 s",
            ),
            model.mechanisms().map(MechanismExpectation::toString),
        )
        assertEquals(8, model.expectations())
        assertEquals(Promise.TripsAt(Share.ofPercent(40.0), 20, 5), model.mechanisms()[0].promise(Promise.TripsAt::class.java).get())
        assertTrue(model.mechanisms().all { it.at().file() == "MechanismGrammarTest.kt" && it.at().isKnown })
        assertEquals("50", (model.environment() as Environment.DemoShop).settings()["breaker-calls"])
    }

    @Test
    fun `recoversWithin is short for it`() {
        val mechanism = shop { _, _ -> recoversWithin(10.seconds) }.orThrow().mechanisms().single()
        assertEquals(Promise.RecoversWithin(JavaDuration.ofSeconds(10)), mechanism.promises().single())
    }

    @Test
    fun `an expectation without a promise says which one is missing`() {
        assertEquals(
            listOf("expect(breaker of payments) does not say what is expected" to "add opensWithin(5.seconds)"),
            problems { payments, _ -> expect(breaker(payments)) { tripsAt(50.percent, after = 20.calls) } },
        )
        assertEquals(
            listOf("expect(timeouts of shopping) does not say what is expected" to "add boundedAt 1.seconds"),
            problems { _, shopping -> expect(timeouts(shopping)) },
        )
    }

    @Test
    fun `what the load could never show is refused, with the mend`() {
        val found = problems { _, shopping ->
            expect(timeouts(shopping)) boundedAt 2.seconds
            expect(rateLimit(shopping)) acceptsAtMost 200.perSecond
            expect(bulkhead(shopping, around = "/card")) movesAtMost 25.percent
        }
        assertEquals(
            listOf("make the timeout of the load longer than the bound", "offer more than the limit", "did you mean \"/cart\"?"),
            found.map { it.second },
        )
    }

    @Test
    fun `refused values are told once, at their line`() {
        val start = Throwable().stackTrace[0].lineNumber
        val problems = shop { payments, shopping ->
            expect(breaker(payments)) {
                opensWithin(0.seconds)
                leaksAtMost((-1).calls)
                closesWithin(1.seconds)
                closesWithin(2.seconds)
            }
            expect(retries(payments)) { amplifyAtMost(0.5) }
            expect(bulkhead(shopping, around = "cart")) movesAtMost 0.percent
        }.problems()
        val lines = problems.map { it.at().line() - start }
        assertEquals(listOf(3, 4, 6, 8, 9, 9), lines.sorted(), problems.joinToString("\n"))
    }

    @Test
    fun `twice the same and too short a recovery are found`() {
        val found = problems(watched = 20) { payments, _ ->
            expect(retries(payments)) { amplifyAtMost(1.5) }
            expect(retries(payments)) { amplifyAtMost(2.0) }
            expect(recovery) within 10.seconds
        }
        assertTrue(found[0].first.contains("retries of payments is declared twice"), found.toString())
        assertEquals("write recovery(25.seconds) or more", found[1].second)
    }
}

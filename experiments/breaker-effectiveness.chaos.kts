/*
 * Does the circuit breaker in front of payments do its work: open soon, keep calls away, and close again?
 *
 *   tensile run experiments/breaker-effectiveness.chaos.kts                            it does
 *   tensile run experiments/breaker-effectiveness.chaos.kts --set calls=100000         it waits for too many calls: REFUTED
 *
 * The breaker is seen from outside: by the calls that reach the link to payments, and by those that users see spared.
 */
experiment("The breaker keeps checkout from waiting for payments") {
    owner = "team-checkout"
    because = "A breaker that was never seen to open is a hope, not a protection."
    tags("payments", "breaker")

    // How long checkout waits for a payment, and how many calls its breaker wants to see before it may open.
    val patience by param(100.milliseconds)
    val calls by param(20)

    // How long each phase is; --set hold=12s makes a run shorter, and its verdict less sure.
    val hold by param(35.seconds)

    demoShop {
        paymentTimeout = patience
        breakerCalls = calls
    }

    val checkout = service("checkout") {
        http("http://127.0.0.1:18080")
        health("/health")
        metrics("/metrics") // what the breaker says of itself, beside what is seen of it
    }
    val payments = dependency("payments") {
        local {
            listen("127.0.0.1:18082")
            upstream("127.0.0.1:18081")
        }
    }

    val shopping = load("shopping", on = checkout) {
        // Without a breaker every worker waits 100 ms for each payment: 24 of them serve 240 a second, and no more.
        rate = 100.perSecond
        arrivals = poisson
        timeout = 2.seconds
        get("/checkout?cart=42")
        degradedWhen { header("X-Degraded") equalTo "true" }
    }

    hypothesis {
        // What users feel.
        expect(shopping.p95) below 500.milliseconds
        expect(shopping.errorRate) below 1.percent

        // How the system protects itself. What has no reason to act has shown nothing, and leaves the verdict open.
        expect(breaker(payments)) {
            tripsAt(50.percent, after = 20.calls)
            opensWithin(5.seconds)
            leaksAtMost(20.calls)
            closesWithin(10.seconds)
        }
        expect(retries(payments)) { amplifyAtMost(1.5) }
        expect(timeouts(shopping)) boundedAt 800.milliseconds
        expect(fallback(shopping)) atLeast 95.percent
        expect(recovery) within 10.seconds
    }
    guardrails {
        abortWhen(shopping.errorRate above 10.percent)
        abortWhen(shopping.p95 above 1.5.seconds)
    }

    settle(hold / 7) // of each phase, what is not judged
    warmUp(hold / 4)
    baseline(hold)
    // Ten times as long as checkout waits.
    ladder(latency(on = payments)) {
        rung(all of requests, 1.seconds, hold = hold)
        coolDown(hold / 2)
    }
    recovery(hold)
}

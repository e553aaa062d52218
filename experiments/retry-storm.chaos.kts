/*
 * Payments answers nothing but errors, and there is no breaker to stop who calls. A checkout that tries again at once asks
 * several times as much of a provider that is in trouble.
 *
 *   tensile run experiments/retry-storm.chaos.kts
 *
 * --set attempts=4 switches the storm on: REFUTED.
 */
experiment("Checkout does not answer trouble at payments with a retry storm") {
    owner = "team-checkout"
    because = "In March our own retries kept the provider down for an hour after it was mended."
    tags("payments", "retries")

    // --set hold=12s makes every phase shorter, and the verdict less sure.
    val hold by param(35.seconds)
    // With 4, a call that fails is made up to three times more, at once.
    val attempts by param(1)

    demoShop {
        paymentAttempts = attempts
        breakerCalls = 1_000_000 // a breaker that never has seen enough
    }

    val checkout = service("checkout") {
        http("http://127.0.0.1:18080")
        health("/health")
    }
    val payments = dependency("payments") {
        local {
            listen("127.0.0.1:18082")
            upstream("127.0.0.1:18081")
        }
    }

    val shopping = load("shopping", on = checkout) {
        rate = 100.perSecond
        arrivals = poisson
        timeout = 2.seconds
        get("/checkout?cart=42")
        degradedWhen { header("X-Degraded") equalTo "true" }
    }

    hypothesis {
        expect(shopping.errorRate) below 1.percent
        expect(retries(payments)) { amplifyAtMost(1.2) }
    }
    guardrails {
        abortWhen(shopping.errorRate above 50.percent)
    }

    settle(hold / 7) // of each phase, what is not judged
    warmUp(hold / 4)
    baseline(hold)
    ladder(httpStatus(on = payments, status = 503)) {
        rung(all of requests, hold = hold)
        coolDown(hold / 4)
    }
    recovery(hold / 3)
}

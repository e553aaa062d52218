/*
 * A quarter of the calls to payments is cut. A checkout that tries again at once asks more of a provider that has less.
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

    demoShop { paymentAttempts = attempts }

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

    warmUp(hold / 2)
    baseline(hold)
    ladder(httpAbort(on = payments)) {
        rung(25.percent of requests, hold = hold)
        coolDown(8.seconds)
    }
    recovery(hold)
}

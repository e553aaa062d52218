/*
 * Payments answers, but with 503. A caller that only looks at connections takes that for success.
 *
 *   tensile run experiments/payments-errors.chaos.kts
 */
experiment("Checkout survives a payment provider that answers with errors") {
    owner = "team-checkout"
    because = "Half of the outages at our providers were not silence, but errors that came fast."
    tags("payments", "errors")

    // --set hold=12s makes every phase shorter, and the verdict less sure.
    val hold by param(35.seconds)

    demoShop()

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
        expect(shopping.p95) below 500.milliseconds
    }
    guardrails {
        abortWhen(shopping.errorRate above 50.percent)
    }

    settle(hold / 7) // of each phase, what is not judged
    warmUp(hold / 4)
    baseline(hold)
    ladder(httpStatus(on = payments, status = 503)) {
        rung(20.percent of requests, hold = hold)
        rung(all of requests, hold = hold)
        coolDown(hold / 4)
    }
    recovery(hold / 3)
}

/*
 * With less and less of payments, does quality fall step by step, or at once?
 *
 *   tensile run experiments/graceful-degradation.chaos.kts
 */
experiment("Checkout degrades gracefully as payments fades") {
    owner = "team-checkout"
    because = "An order that is charged later is better than no order, and one that is charged now is better still."
    tags("payments", "degradation")

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
        expect(fallback(shopping)) atLeast 95.percent withQuality 45.percent
    }
    guardrails {
        abortWhen(shopping.errorRate above 50.percent)
    }

    settle(hold / 7) // of each phase, what is not judged
    warmUp(hold / 4)
    baseline(hold)
    ladder(httpStatus(on = payments, status = 500)) {
        rung(10.percent of requests, hold = hold)
        rung(30.percent of requests, hold = hold)
        rung(all of requests, hold = hold)
        coolDown(hold / 4)
    }
    recovery(hold / 3)
}

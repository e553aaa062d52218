/*
 * Payments goes and comes every few seconds, as a provider does that restarts in a loop. Every order is to be
 * taken all the same: at once, or to be charged later.
 *
 *   tensile run experiments/payments-flapping.chaos.kts
 */
experiment("Checkout takes orders while payments flaps") {
    owner = "team-checkout"
    because = "A provider that restarted in a loop opened and closed our breaker all night."
    tags("payments", "flapping")

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
    // Nobody listens for a second, then everything is well for two.
    ladder(flapping(on = payments, down = 1.seconds, up = 2.seconds)) {
        rung(all, hold = hold)
        coolDown(hold / 4)
    }
    recovery(hold / 3)
}

/*
 * Nobody listens where the carts are. Can orders be taken without a cart? Expected: REFUTED, for checkout has no
 * fallback for carts. What the report should show is that it says so at once, and comes back by itself.
 *
 *   tensile run experiments/database-refused.chaos.kts
 */
experiment("Checkout takes orders without its database") {
    owner = "team-checkout"
    because = "Somebody asked whether a restart of the database loses orders."
    tags("database", "outage")

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
    val carts = dependency("carts") {
        local {
            listen("127.0.0.1:18084")
            upstream("127.0.0.1:18083")
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
        expect(recovery) within 15.seconds
    }
    guardrails {
        // Errors are the answer here, so only a checkout that hangs is stopped.
        abortWhen(shopping.p50 above 1.9.seconds)
    }

    settle(hold / 7) // of each phase, what is not judged
    warmUp(hold / 4)
    baseline(hold)
    ladder(refuse(on = carts)) {
        rung(all, hold = hold)
        coolDown(hold / 4)
    }
    recovery(hold)
}

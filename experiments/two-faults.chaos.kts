/*
 * One fault alone is survived. And two at once? The database is a little slow while payments is gone.
 *
 *   tensile run experiments/two-faults.chaos.kts
 */
experiment("Checkout survives a slow database while payments is down") {
    owner = "team-checkout"
    because = "Incidents come in pairs: the provider went down during our own maintenance."
    tags("payments", "database", "combined")

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
        expect(shopping.p95) below 500.milliseconds
    }
    guardrails {
        abortWhen(shopping.errorRate above 50.percent)
    }

    settle(hold / 7) // of each phase, what is not judged
    warmUp(hold / 4)
    baseline(hold)
    ladder {
        rung(hold = hold) {
            dose(reset(on = payments), all)
            dose(latency(on = carts), all, 5.milliseconds)
        }
        coolDown(hold / 4)
    }
    recovery(hold / 3)
}

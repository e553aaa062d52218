/*
 * The provider is there, but stands still: connections stay open, nothing is answered, as in a long pause for garbage.
 *
 *   tensile run experiments/process-paused.chaos.kts
 *
 * --set patience=10s takes the timeout away: REFUTED or stopped.
 */
experiment("Checkout survives a payment provider that stands still") {
    owner = "team-checkout"
    because = "A provider stood still for 40 s while it wrote a heap dump."
    tags("payments", "process")

    // --set hold=12s makes every phase shorter, and the verdict less sure.
    val hold by param(35.seconds)
    // How long checkout waits for a payment before it takes the order without.
    val patience by param(300.milliseconds)

    demoShop { paymentTimeout = patience }

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
    val provider = program("provider") {
        local { listensOn("127.0.0.1:18081") }
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
    ladder(pause(on = provider)) {
        rung(all, hold = hold)
        coolDown(hold / 3)
    }
    recovery(hold / 3)
}

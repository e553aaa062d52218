/*
 * Somebody else uses the processors. How much must be left for checkout?
 *
 *   tensile run experiments/cpu-pressure.chaos.kts
 */
experiment("Checkout survives a busy machine") {
    owner = "team-checkout"
    because = "A nightly report on the same machine made checkout slow every day at two."
    tags("resources")

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
    val machine = program("this machine") {
        local { machine() }
    }

    val shopping = load("shopping", on = checkout) {
        rate = 100.perSecond
        arrivals = poisson
        timeout = 2.seconds
        get("/checkout?cart=42")
        degradedWhen { header("X-Degraded") equalTo "true" }
    }

    hypothesis {
        expect(shopping.p95) below 500.milliseconds
        expect(shopping.errorRate) below 1.percent
    }
    guardrails {
        abortWhen(shopping.errorRate above 50.percent)
    }

    settle(hold / 7) // of each phase, what is not judged
    warmUp(hold / 4)
    baseline(hold)
    ladder(busyCpu(on = machine)) {
        rung(all, 60.percent, hold = hold)
        rung(all, 85.percent, hold = hold)
        coolDown(hold / 4)
    }
    recovery(hold / 3)
}

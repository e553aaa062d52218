/*
 * Somebody else uses memory, and some must always be left: Tensile refuses to take more than the machine can spare.
 *
 *   tensile run experiments/memory-pressure.chaos.kts
 */
experiment("Checkout survives when memory is short") {
    owner = "team-checkout"
    because = "A neighbour took all memory, and the kernel ended the database."
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
    ladder(memoryStress(on = machine)) {
        rung(all, 200.megabytes, hold = hold)
        rung(all, 500.megabytes, hold = hold)
        coolDown(hold / 4)
    }
    recovery(hold / 3)
}

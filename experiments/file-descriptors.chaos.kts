/*
 * Checkout may open only a few more files and connections. Expected: REFUTED as soon as they do not suffice for its
 * callers, for it has no limit of its own that would turn them away politely.
 *
 *   tensile run experiments/file-descriptors.chaos.kts
 */
experiment("Checkout serves with few file descriptors") {
    owner = "team-checkout"
    because = "A leak of connections ended in too many open files three times last year."
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
    val front = program("front") {
        local { listensOn("127.0.0.1:18080") }
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
    }
    guardrails {
        abortWhen(shopping.errorRate above 50.percent)
    }

    settle(hold / 7) // of each phase, what is not judged
    warmUp(hold / 4)
    baseline(hold)
    ladder(fewDescriptors(on = front)) {
        rung(all, 200, hold = hold)
        rung(all, 2, hold = hold)
        coolDown(hold / 4)
    }
    recovery(hold / 3)
}

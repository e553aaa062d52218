/*
 * The payment provider is killed, and its keeper starts it again, which takes a second or two. Orders are taken all the
 * same, and are paid again soon.
 *
 *   tensile run experiments/process-killed.chaos.kts
 */
experiment("Checkout survives the death of the payment provider") {
    owner = "team-checkout"
    because = "The kernel ended the provider when memory ran out, twice in a night."
    tags("payments", "process")

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
    val provider = program("provider") {
        local {
            listensOn("127.0.0.1:18081")
            keptBy("the demo shop")
            ready("http://127.0.0.1:18081/health")
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
        expect(recovery) within 20.seconds
    }
    guardrails {
        abortWhen(shopping.errorRate above 50.percent)
    }

    settle(hold / 7) // of each phase, what is not judged
    warmUp(hold / 4)
    baseline(hold)
    ladder(kill(on = provider)) {
        rung(all, hold = hold)
        coolDown(hold / 3)
    }
    recovery(hold)
}

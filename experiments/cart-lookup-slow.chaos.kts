/*
 * The database answers late. Ten connections, each busy for longer: how late may it be before they run out?
 *
 *   tensile run experiments/cart-lookup-slow.chaos.kts
 *
 * --set connections=2: REFUTED, two connections cannot serve 100 lookups a second at 30 ms each.
 */
experiment("Checkout survives slow cart lookups") {
    owner = "team-checkout"
    because = "A missing index made every lookup slower. Nobody noticed until the Friday peak."
    tags("database", "latency")

    // --set hold=12s makes every phase shorter, and the verdict less sure.
    val hold by param(35.seconds)
    // How many lookups go on at a time.
    val connections by param(10)

    demoShop { databaseConnections = connections }

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
        expect(shopping.p95) below 500.milliseconds
        expect(shopping.errorRate) below 1.percent
    }
    guardrails {
        abortWhen(shopping.errorRate above 50.percent)
    }

    settle(hold / 7) // of each phase, what is not judged
    warmUp(hold / 4)
    baseline(hold)
    ladder(latency(on = carts)) {
        rung(all, 5.milliseconds, hold = hold)
        rung(all, 15.milliseconds, hold = hold)
        rung(all, 30.milliseconds, hold = hold)
        coolDown(hold / 4)
    }
    recovery(hold / 3)
}

/*
 * Does checkout stay useful when payments is gone? Nobody listens any more: first for some connections, then for all.
 *
 *   tensile run experiments/checkout-payments-down.chaos.kts
 *
 * Checkout has a fallback: it takes the order and promises to charge later, and says so in the header X-Degraded.
 * So errors should stay rare, while degraded answers are allowed, and even expected.
 */
experiment("Checkout takes orders while payments is down") {
    owner = "team-checkout"
    because = "The provider announces maintenance twice a year. An order that is charged later is better than no order."
    tags("payments", "outage")

    // How long each phase is; --set hold=12s makes a run shorter, and its verdict less sure.
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
        rate = 200.perSecond
        arrivals = poisson
        timeout = 2.seconds
        get("/checkout?cart=42")
        degradedWhen { header("X-Degraded") equalTo "true" }
    }

    hypothesis {
        expect(shopping.errorRate) below 1.percent
        expect(shopping.p99) below 500.milliseconds
    }
    guardrails {
        abortWhen(shopping.errorRate above 10.percent)
        abortWhen(shopping.p95 above 1.5.seconds)
    }

    settle(hold / 7) // of each phase, what is not judged
    warmUp(hold / 4)
    baseline(hold)
    // `refuse` acts when a connection opens, so its blast radius is a share of connections. It has no strength: a
    // connection is refused or it is not. Try reset(on = payments) or blackhole(on = payments) in its place.
    ladder(refuse(on = payments)) {
        rung(10.percent of connections, hold = hold)
        rung(50.percent of connections, hold = hold)
        rung(all, hold = hold)
        coolDown(8.seconds)
    }
    recovery(hold / 3)
}

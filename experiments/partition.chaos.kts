/*
 * Checkout is cut off from its carts: what either says to the other is lost. It has nothing to sell; the rest of the site must
 * live, and it must come back by itself.
 *
 *   tensile run experiments/partition.chaos.kts
 */
experiment("The shop lives through a partition and comes back") {
    owner = "team-checkout"
    because = "After a switch was replaced, two of five instances never came back."
    tags("network", "partition")

    // --set hold=12s makes every phase shorter, and the verdict less sure.
    val hold by param(35.seconds)

    demoShop {
        databaseTimeout = 500.milliseconds
        connectionTimeout = 500.milliseconds
        workers = 40
    }

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
        rate = 40.perSecond
        arrivals = poisson
        timeout = 2.seconds
        get("/checkout?cart=42")
        degradedWhen { header("X-Degraded") equalTo "true" }
    }

    // What needs no cart: it shows whether the rest of the site lives.
    val browsing = load("browsing", on = checkout) {
        rate = 50.perSecond
        arrivals = poisson
        timeout = 2.seconds
        get("/offers")
    }

    hypothesis {
        expect(browsing.errorRate) below 1.percent
        expect(browsing.p95) below 300.milliseconds
        expect(recovery) within 15.seconds
    }
    guardrails {
        // Nobody can buy meanwhile, and that is known: this takes back the stop at half of the requests.
        abortWhen(shopping.errorRate above 100.percent)
        abortWhen(browsing.errorRate above 25.percent)
    }

    settle(hold / 7) // of each phase, what is not judged
    warmUp(hold / 4)
    baseline(hold)
    // partition(carts, payments) would cut both. But nobody pays without a cart, and a cut that nobody meets shows nothing.
    ladder(partition(carts)) {
        rung(all, hold = hold)
        coolDown(hold / 3)
    }
    recovery(hold)
}

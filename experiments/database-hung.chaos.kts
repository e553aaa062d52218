/*
 * The database is reached, but answers nothing: a lock that nobody lets go, a disk that is gone. Orders cannot be
 * taken then; what is asked is that the rest of the site lives, and that orders are taken again afterwards.
 *
 *   tensile run experiments/database-hung.chaos.kts
 *
 * --set wait=30s takes the timeouts away: all workers wait for the database, and nobody serves the offers. REFUTED or stopped.
 */
experiment("The rest of the shop lives while the database hangs") {
    owner = "team-checkout"
    because = "Workers that waited for the database for ever took the whole site down, and not only carts."
    tags("database", "outage")

    // --set hold=12s makes every phase shorter, and the verdict less sure.
    val hold by param(35.seconds)
    // How long checkout waits for an answer of the database, and for a connection to it.
    val wait by param(500.milliseconds)

    demoShop {
        databaseTimeout = wait
        connectionTimeout = wait
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
    ladder(blackhole(on = carts)) {
        rung(all, hold = hold)
        coolDown(hold / 3)
    }
    recovery(hold)
}

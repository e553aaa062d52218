/*
 * Somebody locks the table of carts, as a migration does, and every lookup waits: soon all connections of the pool are taken.
 * The rest of the site must live.
 *
 *   tensile run experiments/pool-exhausted.chaos.kts
 *
 * --set wait=30s takes the timeouts away: all workers wait for the pool, and nobody serves the offers. REFUTED or stopped.
 */
experiment("The rest of the shop lives while its pool is exhausted") {
    owner = "team-checkout"
    because = "A migration locked a table for four minutes at noon, and the home page was down with it."
    tags("database", "pool")

    // --set hold=12s makes every phase shorter, and the verdict less sure.
    val hold by param(35.seconds)
    // How long checkout waits for an answer of the database, and for a connection of its pool.
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
    val shop = database("shop") {
        local {
            postgres("127.0.0.1:18083/shop")
            user = "postgres"
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
    ladder(lockTable(on = shop, table = "cart")) {
        rung(all, hold = hold)
        coolDown(hold / 3)
    }
    recovery(hold)
}

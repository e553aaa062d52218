/*
 * The database is killed and started again by its keeper, which takes a second or two, and comes back on its data. The rest of the
 * site lives meanwhile, and orders are taken again soon.
 *
 *   tensile run experiments/database-restart.chaos.kts
 */
experiment("The shop comes back when its database is restarted") {
    owner = "team-checkout"
    because = "After a patch of the database two of five pools never opened a connection again."
    tags("database", "process")

    // --set hold=12s makes every phase shorter, and the verdict less sure.
    val hold by param(35.seconds)

    demoShop {
        databaseKept = true
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
    val postgres = program("postgres") {
        local {
            listensOn("127.0.0.1:18083")
            keptBy("the demo shop")
            ready("127.0.0.1:18083")
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
    ladder(kill(on = postgres)) {
        rung(all, hold = hold)
        coolDown(hold / 3)
    }
    recovery(hold)
}

/*
 * The resolver answers nothing but errors for the name of the payment provider. Its address has not changed; a client that
 * remembers it goes on.
 *
 *   tensile run experiments/dns-failure.chaos.kts
 *
 * --set memory=1ms has checkout forget it at once: orders are taken, but not paid. REFUTED.
 */
experiment("Checkout is paid while the resolver fails") {
    owner = "team-checkout"
    because = "The provider was up all the time; for half an hour we could not say its name."
    tags("payments", "dns")

    // --set hold=12s makes every phase shorter, and the verdict less sure.
    val hold by param(35.seconds)
    // How old an address may be that checkout uses while nobody can say it (RFC 8767).
    val memory by param(1.hours)

    demoShop {
        namesAt = "127.0.0.1:15353"
        nameMemory = memory
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
    // Checkout asks here for names; it keeps a connection for a second, then asks again.
    val names = program("names") {
        resolver {
            listen("127.0.0.1:15353")
            upstream("127.0.0.53:53")
            answer("payments.shop", "127.0.0.1")
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
        expect(shopping.degradedRate) below 5.percent
    }
    guardrails {
        abortWhen(shopping.errorRate above 50.percent)
    }

    settle(hold / 7) // of each phase, what is not judged
    warmUp(hold / 4)
    baseline(hold)
    ladder(dnsErrors(on = names, "payments.shop")) {
        rung(all, hold = hold)
        coolDown(hold / 4)
    }
    recovery(hold / 3)
}

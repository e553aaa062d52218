/*
 * Does checkout survive a payment provider that answers slowly?
 *
 *   tensile validate experiments/checkout-slow-payments.chaos.kts     what is wrong with this file, if anything
 *   tensile plan     experiments/checkout-slow-payments.chaos.kts     what would happen, step by step; touches nothing
 *   tensile run      experiments/checkout-slow-payments.chaos.kts     about three minutes, and everything is put back
 *
 * It breaks on the last rung: checkout waits longer for a payment than its workers last. To see whether that mends it:
 *   --set patience=100ms
 */
experiment("Checkout survives a slow payment provider") {
    owner = "team-checkout"
    because = "On 12 May a 400 ms slowdown at the provider took checkout down for 11 minutes."
    tags("payments", "latency")

    // How long checkout waits for a payment. A parameter has a default; --set patience=100ms changes it for one run.
    val patience by param(1.seconds)

    // How long each phase is; --set hold=12s makes a run shorter, and its verdict less sure.
    val hold by param(35.seconds)

    // The system: a small shop that comes with Tensile and is started for the run.
    demoShop { paymentTimeout = patience }

    val checkout = service("checkout") {
        http("http://127.0.0.1:18080")
        health("/health")
    }

    // Checkout talks to payments through this link; this is where it can be hurt, and put back.
    val payments = dependency("payments") {
        local {
            listen("127.0.0.1:18082")
            upstream("127.0.0.1:18081")
        }
        // The same link in a cluster, for --on chaosmesh; `tensile demo cluster` rehearses it without one.
        kubernetes {
            namespace = "shop"
            from("app" to "checkout")
            to("app" to "payments", port = 8081)
            hosts("payments.shop")
        }
    }

    // What users do meanwhile. They come when they come (poisson), however slow the answers are.
    val shopping = load("shopping", on = checkout) {
        rate = 200.perSecond
        arrivals = poisson
        timeout = 2.seconds
        get("/checkout?cart=42")
        degradedWhen { header("X-Degraded") equalTo "true" }
    }

    // What ought to hold on every rung. If it is shown not to, the verdict is REFUTED.
    hypothesis {
        expect(shopping.p95) below 500.milliseconds
        expect(shopping.p50) below 100.milliseconds
        expect(shopping.errorRate) below 1.percent
    }

    // What must never happen: the run stops at once, and the fault is lifted.
    guardrails {
        abortWhen(shopping.errorRate above 5.percent)
        abortWhen(shopping.p95 above 1.5.seconds)
    }

    // A shop that was just started is slow at first; that is not the question.
    settle(hold / 7) // of each phase, what is not judged
    warmUp(hold / 2)

    // Then the system undisturbed: this is what every rung is compared with.
    baseline(hold + 5.seconds)

    // And a little harder at each step. The next rung is only climbed if the system recovered from the last.
    ladder(latency(on = payments)) {
        rung(10.percent of requests, 50.milliseconds, jitter = 5.milliseconds, hold = hold)
        rung(25.percent of requests, 150.milliseconds, jitter = 15.milliseconds, hold = hold)
        rung(all of requests, 400.milliseconds, jitter = 40.milliseconds, hold = hold)
        coolDown(8.seconds)
    }

    // At the end: does everything come back?
    recovery(hold / 2)
}

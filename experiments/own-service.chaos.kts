/*
 * The smallest experiment on a service of your own. Change the four addresses, then:
 *
 *   tensile validate experiments/own-service.chaos.kts
 *   tensile run      experiments/own-service.chaos.kts
 *
 * Tensile stands between your service and what it depends on. Tell the service to find its dependency at the address in
 * `listen`, and tell Tensile in `upstream` where the dependency really is.
 */
experiment("My service survives a slow dependency") {
    owner = "team-mine"
    because = "Nobody has tried."

    val service = service("my-service") { http("http://127.0.0.1:8080") }
    val database = dependency("database") {
        local {
            listen("127.0.0.1:15432")
            upstream("127.0.0.1:5432")
        }
    }
    val users = load("users", on = service) {
        rate = 20.perSecond
        get("/")
    }

    hypothesis {
        expect(users.p95) staysWithin 50.percent.ofBaseline
        expect(users.errorRate) below 1.percent
    }
    guardrails { abortWhen(users.errorRate above 5.percent) }

    baseline(60.seconds)
    ladder(latency(on = database)) {
        rung(10.percent of connections, 20.milliseconds, hold = 60.seconds)
        rung(all, 20.milliseconds, hold = 60.seconds)
    }
    recovery(30.seconds)
}

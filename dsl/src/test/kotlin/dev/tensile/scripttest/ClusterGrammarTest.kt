package dev.tensile.scripttest

import dev.tensile.experiment.BlastRadius
import dev.tensile.experiment.Dose
import dev.tensile.experiment.Experiment
import dev.tensile.experiment.KubernetesLink
import dev.tensile.experiment.Pods
import dev.tensile.experiment.Scope
import dev.tensile.experiment.Share
import dev.tensile.script.*
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import kotlin.time.Duration.Companion.hours
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

/** What a script says of a cluster, and every fault that it can ask for. */
class ClusterGrammarTest {
    private fun declared(block: ExperimentBuilder.() -> Unit): Declared = experiment("test") {
        owner = "us"
        because = "we ask"
        val shop = service("shop") { http("http://127.0.0.1:1") }
        val load = load("load", on = shop) {
            rate = 10.perSecond
            get("/")
        }
        hypothesis { expect(load.errorRate) below 1.percent }
        guardrails { abortWhen(load.errorRate above 5.percent) }
        baseline(60.seconds)
        recovery(60.seconds)
        block()
    }

    private fun ExperimentBuilder.orders() = program("orders") {
        kubernetes {
            namespace = "shop"
            pods("app" to "orders", "tier" to "web")
            container = "main"
        }
    }

    private fun ExperimentBuilder.payments() = dependency("payments") {
        kubernetes {
            namespace = "shop"
            from("app" to "checkout")
            to("app" to "payments", port = 8081, namespace = "pay")
            hosts("payments.pay")
        }
    }

    private fun ExperimentBuilder.carts() = dependency("carts") {
        local {
            listen("127.0.0.1:15432")
            upstream("127.0.0.1:5432")
        }
    }

    private fun doses(block: ExperimentBuilder.() -> Unit): List<Dose> =
        declared(block).orThrow().let(Experiment::ladder).rungs().flatMap { it.doses() }

    private fun words(block: ExperimentBuilder.() -> Unit): List<String> = doses(block).map(Dose::toString)

    @Test
    fun `a program is found by the labels of its pods`() {
        val model = declared {
            val orders = orders()
            ladder(kill(on = orders)) { rung(1 of instances, hold = 40.seconds) }
        }.orThrow()
        val orders = model.ladder().rungs()[0].doses()[0].fault().on()
        assertEquals(orders, model.targets()[1])
        assertEquals(
            Pods("shop", mapOf("app" to "orders", "tier" to "web"), "main"),
            (orders as dev.tensile.experiment.Program).kubernetes().get(),
        )
        assertEquals(BlastRadius.instances(1), model.ladder().rungs()[0].doses()[0].radius())
    }

    @Test
    fun `a link runs between pods, in two namespaces if need be, or to hosts outside`() {
        val model = declared {
            val payments = payments()
            ladder(blackhole(on = payments)) { rung(all, hold = 40.seconds) }
        }.orThrow()
        val link = (model.targets()[1] as dev.tensile.experiment.Dependency).kubernetes().get()
        assertEquals(
            KubernetesLink(
                Pods("shop", mapOf("app" to "checkout"), ""),
                listOf(Pods("pay", mapOf("app" to "payments"), "")),
                listOf("payments.pay"),
                8081,
            ),
            link,
        )
    }

    @Test
    fun `all means all connections of a link and all instances of a program`() {
        val doses = doses {
            val orders = orders()
            ladder(outage(on = orders)) {
                rung(1 of instances, hold = 40.seconds)
                rung(50.percent of instances, hold = 40.seconds)
                rung(all, hold = 40.seconds)
            }
        }
        assertEquals(
            listOf("outage on 1 instance of orders", "outage on 50 % of instances of orders", "outage on all instances of orders"),
            doses.map(Dose::toString),
        )
        assertEquals(BlastRadius(Scope.INSTANCES, Share.ALL), doses.last().radius())
    }

    @Test
    fun `faults of a link say how strong they are`() {
        val links: List<ExperimentBuilder.() -> Unit> = listOf(
            { ladder(packetLoss(on = payments())) { rung(all, 5.percent, hold = 40.seconds) } },
            { ladder(packetDuplication(on = payments())) { rung(all, 5.percent, hold = 40.seconds) } },
            { ladder(packetCorruption(on = payments(), correlation = 10.percent)) { rung(all, 5.percent, hold = 40.seconds) } },
            { ladder(bandwidth(on = payments())) { rung(all, 2.mbitPerSecond, hold = 40.seconds) } },
            { ladder(httpDelay(on = payments(), path = "/pay", method = "POST")) { rung(all, 90.milliseconds, hold = 40.seconds) } },
            { ladder(httpAbort(on = payments())) { rung(all, hold = 40.seconds) } },
            { ladder(httpStatus(on = payments(), status = 503)) { rung(all, hold = 40.seconds) } },
            { ladder(httpBody(on = payments(), body = "{}")) { rung(all, hold = 40.seconds) } },
        )
        assertEquals(
            listOf(
                "5 % packet loss",
                "5 % packet duplication",
                "5 % packet corruption",
                "2 Mbit/s bandwidth limit",
                "90 ms HTTP delay",
                "HTTP abort",
                "HTTP status 503",
                "HTTP body change",
            ).map { "$it on all connections of payments" },
            links.flatMap(::words),
        )
    }

    @Test
    fun `harms of a stream and of answers say what they are`() {
        val links: List<ExperimentBuilder.() -> Unit> = listOf(
            { ladder(resetAfter(on = payments(), 10.kilobytes)) { rung(all, hold = 40.seconds) } },
            { ladder(resetAfter(on = payments(), 5.seconds)) { rung(all, hold = 40.seconds) } },
            { ladder(truncate(on = payments(), 100.bytes, direction = there)) { rung(all, hold = 40.seconds) } },
            { ladder(slowClose(on = payments())) { rung(all, 2.seconds, hold = 40.seconds) } },
            { ladder(slices(on = payments(), size = 10.bytes, gap = 5.milliseconds)) { rung(all, hold = 40.seconds) } },
            { ladder(halfOpen(on = payments())) { rung(all, hold = 40.seconds) } },
            { ladder(corruption(on = payments(), direction = bothWays)) { rung(all, 1.percent, hold = 40.seconds) } },
            { ladder(flapping(on = payments(), down = 2.seconds, up = 5.seconds)) { rung(all, hold = 40.seconds) } },
            { ladder(flapping(on = payments(), down = 2.seconds, up = 5.seconds, silent)) { rung(all, hold = 40.seconds) } },
            { ladder(httpHeader(on = payments(), "Retry-After", "120")) { rung(all, hold = 40.seconds) } },
            { ladder(httpTruncate(on = payments(), 100.bytes)) { rung(all, hold = 40.seconds) } },
            { ladder(httpMalform(on = payments(), firstChunk)) { rung(all, hold = 40.seconds) } },
            { ladder(httpMalform(on = payments())) { rung(all, hold = 40.seconds) } },
            { ladder(httpLoseAnswer(on = payments(), path = "/pay", method = "POST")) { rung(all, hold = 40.seconds) } },
        )
        assertEquals(
            listOf(
                "reset after 10 kB of what comes back",
                "reset after 5 s",
                "truncation after 100 B",
                "2 s slow close of what comes back",
                "slices of 10 B every 5 ms of what comes back",
                "half-open connections of what comes back",
                "1 % corruption both ways",
                "flapping (2 s down, 5 s up)",
                "silent flapping (2 s down, 5 s up)",
                "HTTP header change of Retry-After",
                "HTTP truncation after 100 B",
                "malformed HTTP chunk",
                "malformed HTTP status line",
                "lost HTTP answer",
            ).map { "$it on all connections of payments" },
            links.flatMap(::words),
        )
    }

    @Test
    fun `a partition is a blackhole on each of its links`() {
        val doses = doses {
            val stock = dependency("stock") {
                kubernetes {
                    from("app" to "checkout")
                    to("app" to "stock")
                }
            }
            ladder(partition(payments(), stock)) {
                rung(20.percent of connections, hold = 40.seconds)
                rung(all, hold = 40.seconds)
            }
        }
        assertEquals(
            listOf(
                "blackhole on 20 % of connections of payments",
                "blackhole on 20 % of connections of stock",
                "blackhole on all connections of payments",
                "blackhole on all connections of stock",
            ),
            doses.map(Dose::toString),
        )
    }

    @Test
    fun `faults on a database strike connections, statements or transactions`() {
        val faults: List<ExperimentBuilder.() -> Unit> = listOf(
            { ladder(postgresLoginFailure(on = carts())) { rung(all, hold = 40.seconds) } },
            { ladder(postgresTooManyClients(on = carts(), beyond = 5)) { rung(20.percent of connections, hold = 40.seconds) } },
            { ladder(postgresStartingUp(on = carts())) { rung(all, hold = 40.seconds) } },
            { ladder(postgresStartingUp(on = carts(), live = terminated)) { rung(all, hold = 40.seconds) } },
            { ladder(postgresDropTransaction(on = carts())) { rung(20.percent of transactions, hold = 40.seconds) } },
            { ladder(postgresDelay(on = carts(), statement = "from carts")) { rung(all, 90.milliseconds, hold = 40.seconds) } },
            { ladder(postgresError(on = carts())) { rung(20.percent of statements, hold = 40.seconds) } },
            { ladder(postgresReadOnly(on = carts())) { rung(all, hold = 40.seconds) } },
        )
        assertEquals(
            listOf(
                "login failure on all connections of carts",
                "too many clients beyond 5 on 20 % of connections of carts",
                "starting up on all connections of carts",
                "failover on all connections of carts",
                "dropped transaction on 20 % of transactions of carts",
                "90 ms slow statements like \"from carts\" on all statements of carts",
                "SQL error 40001 on 20 % of statements of carts",
                "read-only database on all statements of carts",
            ),
            faults.flatMap(::words),
        )
    }

    private fun ExperimentBuilder.ledger() = database("ledger") {
        local {
            postgres("127.0.0.1:5432/shop")
            user = "tester"
            passwordFrom = env("PGPASSWORD")
        }
    }

    @Test
    fun `sessions of our own lock tables and use up connections`() {
        val faults: List<ExperimentBuilder.() -> Unit> = listOf(
            { ladder(lockTable(on = ledger(), table = "carts")) { rung(all, hold = 40.seconds) } },
            { ladder(lockTable(on = ledger(), table = "public.carts", mode = exclusive)) { rung(all, hold = 40.seconds) } },
            { ladder(leakedConnections(on = ledger())) { rung(20 of connections, hold = 40.seconds) } },
            { ladder(leakedConnections(on = ledger())) { rung(90.percent of connections, hold = 40.seconds) } },
        )
        assertEquals(
            listOf(
                "access exclusive lock of carts in ledger",
                "exclusive lock of public.carts in ledger",
                "leaked connections on 20 connections of ledger",
                "leaked connections on 90 % of connections of ledger",
            ),
            faults.flatMap(::words),
        )
        val model = declared { ladder(leakedConnections(on = ledger())) { rung(all, hold = 40.seconds) } }.orThrow()
        assertTrue(model.targets().last().toString().contains("127.0.0.1:5432/shop as tester"))
    }

    @Test
    fun `faults of a program say how strong they are`() {
        val programs: List<ExperimentBuilder.() -> Unit> = listOf(
            { ladder(kill(on = orders(), grace = 5.seconds)) { rung(all, hold = 40.seconds) } },
            { ladder(crash(on = orders())) { rung(all, hold = 40.seconds) } },
            { ladder(cpuStress(on = orders())) { rung(all, 80.percent, workers = 2, hold = 40.seconds) } },
            { ladder(memoryStress(on = orders())) { rung(all, 256.megabytes, hold = 40.seconds) } },
            { ladder(dnsErrors(on = orders(), "payments.*")) { rung(all, hold = 40.seconds) } },
            { ladder(dnsLies(on = orders())) { rung(all, hold = 40.seconds) } },
            { ladder(clockShift(on = orders())) { rung(all, (-2).hours, hold = 40.seconds) } },
            { ladder(slowDisk(on = orders(), mount = "/data")) { rung(all, 100.milliseconds, hold = 40.seconds) } },
            { ladder(failingDisk(on = orders(), mount = "/data", errno = 28)) { rung(all, 5.percent, hold = 40.seconds) } },
            { ladder(slowMethod(on = orders(), "com.shop.Pay#pay")) { rung(all, 100.milliseconds, hold = 40.seconds) } },
            { ladder(throwFrom(on = orders(), "com.shop.Pay#pay", "java.io.IOException(\"x\")")) { rung(all, hold = 40.seconds) } },
            { ladder(returnFrom(on = orders(), "com.shop.Pay#pay", "null")) { rung(all, hold = 40.seconds) } },
            { ladder(collectGarbage(on = orders())) { rung(all, hold = 40.seconds) } },
            { ladder(burnCpu(on = orders(), threads = 2)) { rung(all, hold = 40.seconds) } },
            { ladder(fillHeap(on = orders())) { rung(all, hold = 40.seconds) } },
            { ladder(fillStack(on = orders())) { rung(all, hold = 40.seconds) } },
            { ladder(byteman(on = orders(), "RULE x ENDRULE")) { rung(all, hold = 40.seconds) } },
            { ladder(slowSql(on = orders(), sort = "select", table = "carts")) { rung(all, 100.milliseconds, hold = 40.seconds) } },
            { ladder(failSql(on = orders(), message = "gone")) { rung(all, hold = 40.seconds) } },
            { ladder(native(on = orders(), "chaosmesh", "AWSChaos", "action: ec2-stop")) { rung(all, hold = 40.seconds) } },
        )
        assertEquals(
            listOf(
                "kill", "crash", "80 % of 2 cores CPU stress", "256 MB memory stress", "DNS failure", "wrong DNS answers",
                "-120 min clock shift", "100 ms slow disk", "5 % disk errors", "100 ms slow com.shop.Pay#pay",
                "exception from com.shop.Pay#pay", "changed result of com.shop.Pay#pay", "garbage collection", "busy JVM threads",
                "full JVM heap", "full JVM stack", "Byteman rule", "100 ms slow SQL", "failing SQL", "AWSChaos",
            ).map { "$it on all instances of orders" },
            programs.flatMap(::words),
        )
    }

    private fun refused(block: ExperimentBuilder.() -> Unit): String = declared(block).problems().joinToString("\n") { it.what() }

    @Test
    fun `what cannot be meant is refused at its line`() {
        val cases = mapOf<String, ExperimentBuilder.() -> Unit>(
            "none would be every pod of shop" to { program("orders") { kubernetes { namespace = "shop" } } },
            "the cluster itself lives in kube-system" to {
                program("orders") {
                    kubernetes {
                        namespace = "kube-system"
                        pods("app" to "x")
                    }
                }
            },
            "a link must lead somewhere" to { dependency("payments") { kubernetes { from("app" to "checkout") } } },
            "two addresses of one kind" to {
                program("orders") {
                    kubernetes { pods("app" to "a") }
                    kubernetes { pods("app" to "b") }
                }
            },
            "does not say where its instances are" to { program("orders") {} },
            "write `of instances` instead of `of requests`" to {
                ladder(outage(on = orders())) { rung(10.percent of requests, hold = 40.seconds) }
            },
            "only instances are counted" to { ladder(reset(on = payments())) { rung(2 of connections, hold = 40.seconds) } },
            "at least 1 instance, was 0" to { ladder(kill(on = orders())) { rung(0 of instances, hold = 40.seconds) } },
            "an HTTP status must be in 100..599, was 42" to {
                ladder(httpStatus(on = payments(), status = 42)) { rung(all, hold = 40.seconds) }
            },
            "truncation after 10 B of what comes back acts on a connection as a whole" to {
                ladder(truncate(on = payments(), 10.bytes)) { rung(10.percent of requests, hold = 40.seconds) }
            },
            "the bytes before a reset must be at least 1, was 0" to {
                ladder(resetAfter(on = payments(), 0.bytes)) { rung(all, hold = 40.seconds) }
            },
            "Content-Length says where an answer ends and cannot be changed" to {
                ladder(httpHeader(on = payments(), "Content-Length", "5")) { rung(all, hold = 40.seconds) }
            },
            "a path starts with / or is *, was \"pay\"" to
                { ladder(httpAbort(on = payments(), path = "pay")) { rung(all, hold = 40.seconds) } },
            "a method is written with its class" to {
                ladder(slowMethod(on = orders(), "pay")) { rung(all, 9.seconds, hold = 40.seconds) }
            },
            "only MySQL Connector/J 5 and 8" to { ladder(failSql(on = orders(), "x", connector = 7)) { rung(all, hold = 40.seconds) } },
            "read-only database knows no transactions: write `of statements` instead of `of transactions`" to {
                ladder(postgresReadOnly(on = payments())) { rung(10.percent of transactions, hold = 40.seconds) }
            },
            "reset knows no statements: write `of connections`" to {
                ladder(reset(on = payments())) { rung(10.percent of statements, hold = 40.seconds) }
            },
            "an SQLSTATE of an error is five digits and capitals" to {
                ladder(postgresError(on = payments(), state = "oops")) { rung(all, hold = 40.seconds) }
            },
            "\"(\" is none: Unclosed group" to {
                ladder(postgresDelay(on = payments(), statement = "(")) { rung(all, 9.seconds, hold = 40.seconds) }
            },
            "a table is written carts or shop.carts" to {
                ladder(lockTable(on = ledger(), table = "carts; drop table carts")) { rung(all, hold = 40.seconds) }
            },
            "keeps out everybody who wants the table" to {
                ladder(lockTable(on = ledger(), table = "carts")) { rung(20.percent of connections, hold = 40.seconds) }
            },
            "a database is written host:port/name" to { database("shop") { local { postgres("127.0.0.1:5432") } } },
            "the database \"shop\" does not say where it is" to { database("shop") {} },
            "a mount point starts with /" to {
                ladder(slowDisk(on = orders(), mount = "data")) { rung(all, 9.seconds, hold = 40.seconds) }
            },
            "a portion must be above 0 %" to { ladder(packetLoss(on = payments())) { rung(all, 0.percent, hold = 40.seconds) } },
            "is gentler than rung 1" to {
                ladder(bandwidth(on = payments())) {
                    rung(all, 1.mbitPerSecond, hold = 40.seconds)
                    rung(all, 2.mbitPerSecond, hold = 40.seconds)
                }
            },
        )
        cases.forEach { (what, block) -> assertTrue(what in refused(block), "expected \"$what\" in:\n${refused(block)}") }
    }
}

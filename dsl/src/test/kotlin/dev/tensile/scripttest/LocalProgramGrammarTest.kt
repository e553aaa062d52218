package dev.tensile.scripttest

import dev.tensile.experiment.Dose
import dev.tensile.experiment.Experiment
import dev.tensile.experiment.LocalProgram
import dev.tensile.experiment.Program
import dev.tensile.script.*
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

/** What a script says of programs on this machine, and of what is done to them and to it. */
class LocalProgramGrammarTest {
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

    private fun ExperimentBuilder.orders(block: LocalProgramBuilder.() -> Unit) = program("orders") { local(block) }

    private fun local(block: LocalProgramBuilder.() -> Unit): LocalProgram {
        val model = declared {
            val orders = orders(block)
            ladder(pause(on = orders)) { rung(all, hold = 40.seconds) }
        }.orThrow()
        return (model.targets()[1] as Program).local().get()
    }

    private fun problem(block: LocalProgramBuilder.() -> Unit): String = declared {
        val orders = orders(block)
        ladder(pause(on = orders)) { rung(all, hold = 40.seconds) }
    }.problems().single { it.isError }.what()

    private fun words(block: ExperimentBuilder.() -> Unit): List<String> =
        declared(block).orThrow().let(Experiment::ladder).rungs().flatMap { it.doses() }.map(Dose::toString)

    @Test
    fun `a program is found by a pid file, by where it listens, or is started`() {
        assertEquals(
            LocalProgram(
                LocalProgram.PidFiles(listOf("/run/a.pid", "/run/b.pid")),
                "systemd",
                emptyList(),
                "",
                java.time.Duration.ofSeconds(30),
            ),
            local {
                pidFile("/run/a.pid")
                pidFile("/run/b.pid")
                keptBy("systemd")
            },
        )
        val listening = local {
            listensOn("127.0.0.1:8081")
            startAgain("/etc/init.d/orders", "start")
            ready("http://127.0.0.1:8081/health")
            patience = 5.seconds
        }
        assertEquals("process that listens on 127.0.0.1:8081", listening.toString())
        assertTrue(listening.comesBack() && listening.isStartedByTensile)
        val started = local {
            command("java", "-jar", "orders.jar")
            directory("/srv/orders")
            environment("PORT" to "8081")
            ready("127.0.0.1:8081")
        }
        assertEquals(LocalProgram.Command(listOf("java", "-jar", "orders.jar"), "/srv/orders", mapOf("PORT" to "8081")), started.origin())
        assertEquals("this machine", local { machine() }.toString())
    }

    @Test
    fun `what makes no sense is said at its line`() {
        assertTrue(problem { }.contains("must be said once"))
        assertTrue(
            problem {
                machine()
                pidFile("/run/a.pid")
            }.contains("must be said once"),
        )
        assertTrue(problem { pidFile("a.pid") }.contains("starting with /"))
        assertTrue(problem { listensOn("8081") }.contains("host:port"))
        assertTrue(
            problem {
                command("sleep", "1")
                keptBy("systemd")
            }.contains("only a program that was found running"),
        )
        assertTrue(
            problem {
                pidFile("/run/a.pid")
                keptBy("systemd")
                startAgain("start")
            }.contains("keep one of them"),
        )
        assertTrue(
            problem {
                command("sleep", "1")
                environment("A B" to "1")
            }.contains("no name of an environment variable"),
        )
        assertTrue(
            problem {
                pidFile("/run/a.pid")
                directory("/srv")
            }.contains("those of a command"),
        )
    }

    @Test
    fun `what is done to programs and to the machine`() {
        val here: LocalProgramBuilder.() -> Unit = { pidFile("/run/orders.pid") }
        val all: List<ExperimentBuilder.() -> Unit> = listOf(
            { ladder(pause(on = orders(here))) { rung(1 of instances, hold = 40.seconds) } },
            { ladder(terminate(on = orders(here), grace = 5.seconds)) { rung(all, hold = 40.seconds) } },
            { ladder(restart(on = orders(here))) { rung(all, hold = 40.seconds) } },
            { ladder(slowStart(on = orders(here))) { rung(all, 2.seconds, hold = 40.seconds) } },
            { ladder(busyCpu(on = orders(here))) { rung(all, 80.percent, hold = 40.seconds) } },
            { ladder(fillDisk(on = orders(here), folder = "/data")) { rung(all, 2.gigabytes, hold = 40.seconds) } },
            { ladder(busyDisk(on = orders(here), folder = "/data")) { rung(all, 20.megabytesPerSecond, hold = 40.seconds) } },
            { ladder(fewDescriptors(on = orders(here))) { rung(all, left = 5, hold = 40.seconds) } },
            { ladder(fewThreads(on = orders(here))) { rung(all, left = 5, hold = 40.seconds) } },
        )
        assertEquals(
            listOf(
                "pause on 1 instance of orders",
                "kill on all instances of orders",
                "restart on all instances of orders",
                "2 s slow start on all instances of orders",
                "80 % busy processors on all instances of orders",
                "2 GB full disk on all instances of orders",
                "20 MB/s busy disk on all instances of orders",
                "only 5 spare file descriptors on all instances of orders",
                "only 5 spare threads on all instances of orders",
            ),
            all.flatMap(::words),
        )
    }

    @Test
    fun `fewer that are left are harsher`() {
        val problems = declared {
            val orders = orders { pidFile("/run/orders.pid") }
            ladder(fewDescriptors(on = orders)) {
                rung(all, left = 1, hold = 40.seconds)
                rung(all, left = 50, hold = 40.seconds)
            }
        }.problems().filter { it.isError }
        assertTrue(problems.single().what().contains("gentler"), problems.toString())
    }

    @Test
    fun `a folder is written in full, and a termination has a grace`() {
        val relative = declared {
            ladder(fillDisk(on = orders { machine() }, folder = "data")) { rung(all, 2.gigabytes, hold = 40.seconds) }
        }.problems().filter { it.isError }
        assertTrue(relative.any { it.what().contains("starts with /") }, relative.toString())
        val ungracious = declared {
            ladder(terminate(on = orders { pidFile("/run/a.pid") }, grace = 0.milliseconds)) { rung(all, hold = 40.seconds) }
        }.problems().filter { it.isError }
        assertTrue(ungracious.any { it.what().contains("the grace of terminate") }, ungracious.toString())
    }
}

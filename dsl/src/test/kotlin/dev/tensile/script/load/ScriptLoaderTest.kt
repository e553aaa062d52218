package dev.tensile.script.load

import dev.tensile.experiment.Problem
import dev.tensile.script.compile.CompileAnswer
import dev.tensile.script.compile.ScriptCompiler
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.util.concurrent.Callable
import java.util.concurrent.CyclicBarrier
import java.util.concurrent.Executors
import java.util.concurrent.atomic.AtomicInteger
import java.util.zip.ZipEntry
import java.util.zip.ZipOutputStream
import kotlin.io.path.createDirectory
import kotlin.io.path.div
import kotlin.io.path.extension
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.outputStream
import kotlin.io.path.readBytes
import kotlin.io.path.readText
import kotlin.io.path.writeBytes
import kotlin.io.path.writeText

/** With the real compiler, in this JVM: what a child would answer, without waiting for one each time. */
class ScriptLoaderTest {
    @TempDir
    lateinit var folder: Path

    private val compilations = AtomicInteger()

    private val loader by lazy {
        ScriptLoader(CacheFolder(folder / "cache")) { request ->
            compilations.incrementAndGet()
            ScriptCompiler.compile(request)
        }
    }

    private val template = (Path.of(System.getProperty("tensile.root")) / "experiments" / "own-service.chaos.kts").readText()

    private fun script(vararg changes: Pair<String, String>, name: String = "x.chaos.kts"): Path {
        val text =
            changes.fold(template) { text, (from, to) ->
                assertTrue(from in text) { "\"$from\" in the template" }
                text.replace(from, to)
            }
        return (folder / name).also { it.writeText(text) }
    }

    private fun load(script: Path, vararg settings: Pair<String, String>) = loader.load(script, settings.toMap())

    /** All that is wrong with the template after these changes, as it is shown. */
    private fun shown(vararg changes: Pair<String, String>): String = shown(load(script(*changes)))

    private fun shown(loaded: Loaded): String {
        assertTrue(loaded.experiment().isEmpty)
        val printer = ProblemPrinter(loaded.source(), ProblemPrinter.Colour.PLAIN)
        return loaded.problems().joinToString("", transform = printer::print).replace("$folder/", "")
    }

    private fun assertShown(expected: String, vararg changes: Pair<String, String>) =
        assertEquals(expected.trimIndent() + "\n", shown(*changes))

    @Test
    fun `every shipped experiment is valid`() {
        val shipped = (Path.of(System.getProperty("tensile.root")) / "experiments").listDirectoryEntries("*.chaos.kts")
        assertTrue(shipped.size >= 3)
        for (script in shipped) {
            val loaded = load(script)
            assertEquals(emptyList<Problem>(), loaded.problems(), script.toString())
            assertEquals(script.fileName.toString(), loaded.experiment().orElseThrow().at().file())
            assertArrayEquals(script.readBytes(), loaded.source().bytes())
        }
    }

    @Test
    fun `a rung without a hold is shown where it stands, with what to add`() {
        val line = template.lines().indexOfFirst { "rung(10" in it } + 1
        assertShown(
            """
            error: a rung needs to say how long it is held
              --> x.chaos.kts:$line:9
               |
            $line |         rung(10.percent of connections, 20.milliseconds)
               |         ^^^^
               = No value passed for parameter 'hold'.
               mend: add hold = 30.seconds
            """,
            "rung(10.percent of connections, 20.milliseconds, hold = 60.seconds)" to "rung(10.percent of connections, 20.milliseconds)",
        )
    }

    @Test
    fun `an unknown name brings the nearest one`() {
        val names = shown("abortWhen(users.errorRate" to "abortWhen(usrs.errorRate", "expect(users.errorRate)" to "expect(users.erorRate)")
        assertTrue("nothing here is called `usrs`" in names && "did you mean `users`?" in names) { names }
        assertTrue("did you mean `errorRate`?" in names) { names }
    }

    @Test
    fun `only the cause is reported, not what follows from it`() {
        val misnamed = shown("guardrails {" to "guardrals {")
        assertTrue("did you mean `guardrails`?" in misnamed && "abortWhen`" !in misnamed) { misnamed }
        val parameter = shown("20.milliseconds, hold" to "20.milliseconds, holdd")
        assertTrue("did you mean `hold`?" in parameter && "needs to say" !in parameter) { parameter }
    }

    @Test
    fun `an unclosed block is found by its indentation`() {
        val open = template.lines().indexOfFirst { "val users" in it } + 1
        val shown = shown("        get(\"/\")\n    }\n" to "        get(\"/\")\n")
        assertTrue("a { is never closed" in shown && "the { of line $open seems" in shown) { shown }
        assertEquals(1, Regex("(?m)^error:").findAll(shown).count(), shown)
    }

    @Test
    fun `a bare number where a quantity is needed says how to write it`() {
        val shown =
            shown(
                "rate = 20.perSecond" to "rate = 20",
                "baseline(60.seconds)" to "baseline(60)",
                "errorRate) below 1.percent" to "errorRate) below 1",
                "50.percent.ofBaseline" to "50.percent",
                "rung(all, " to "rung(100.percent, ",
            )
        for (mend in listOf(
            "20.perSecond",
            "60.milliseconds or 60.seconds",
            "1.percent",
            "50.percent.ofBaseline",
            "100.percent of requests",
        )) {
            assertTrue("mend: write $mend" in shown) { "$mend in\n$shown" }
        }
    }

    @Test
    fun `slips of the keyboard are told in plain words`() {
        val told =
            mapOf(
                ("50.percent.ofBaseline" to "50.percent ofBaseline") to "write 50.percent.ofBaseline",
                ("service(\"my-service\")" to "service(\"my-service)") to "has no closing quote",
                ("get(\"/\")" to "get(\"/\"); baseline(3.seconds)") to "`baseline` does not belong inside this block",
                ("latency(on = database)" to "latency(on = service)") to "this is a service, where a dependency is needed",
                ("    owner" to "    val timeout by param(1.seconds); load(\"l\", service) { timeout = 2.seconds }\n    owner") to
                    "give the val another name",
            )
        for ((change, words) in told) {
            val shown = shown(change)
            assertTrue(words in shown) { "$words in\n$shown" }
        }
    }

    @Test
    fun `what validation finds points at the line that declared it`() {
        val rung = template.lines().indexOfFirst { "rung(all" in it } + 1
        val shown =
            shown(
                "    guardrails { abortWhen(users.errorRate above 5.percent) }\n" to "\n",
                "dependency(\"database\")" to "dependency(\"my-service\")",
                "rung(all, 20.milliseconds" to "rung(5.percent of connections, 20.milliseconds",
            )
        assertTrue("no guardrail" in shown && "two targets are called" in shown && "x.chaos.kts:$rung:9" in shown) { shown }
    }

    @Test
    fun `code of the script that throws is reported at its line without a trace`() {
        val line = template.lines().indexOfFirst { "recovery(" in it } + 1
        for (code in listOf("error(\"boom\")", "listOf(1).first { it > 1 }", "val none: String? = null; none!!")) {
            val loaded = load(script("recovery(30.seconds)" to "if (true) { $code }"))
            val problem = loaded.problems().single()
            assertTrue(problem.what().startsWith("the script threw ")) { problem.what() }
            assertEquals(line, problem.at().line(), problem.what())
        }
        val outside = load(script().also { it.writeText("val x = 1\nrequire(x > 1) { \"too small\" }\n") }).problems().single()
        assertEquals("the script threw IllegalArgumentException: too small", outside.what())
        assertEquals(2, outside.at().line())
    }

    @Test
    fun `a script declares exactly one experiment`() {
        assertTrue("declares no experiment" in shown(load(script().also { it.writeText("val x = 1\n") })))
        val twice = shown(load(script().also { it.writeText(template + template) }))
        assertTrue("declares another experiment" in twice) { twice }
    }

    @Test
    fun `what is no script is refused without the compiler`() {
        assertTrue("the script is empty" in shown(load(script().also { it.writeText(" \n\t\n") })))
        val latin = shown(load(script().also { it.writeBytes("// ok\n// caf\u00e9\n".toByteArray(Charsets.ISO_8859_1)) }))
        assertTrue("not UTF-8" in latin && "x.chaos.kts:2" in latin) { latin }
        assertEquals(0, compilations.get())
        val missing = assertThrows(ScriptException::class.java) { load(folder / "none.chaos.kts") }
        assertEquals(ScriptException.Category.UNREADABLE, missing.category())
    }

    @Test
    fun `settings reach the parameters and unknown ones are refused`() {
        val script = script("rate = 20.perSecond" to "rate = pace", "    owner" to "    val pace by param(20.perSecond)\n    owner")
        assertEquals(50.0, load(script, "pace" to "50/s").experiment().orElseThrow().loads()[0].rate().perSecond())
        assertTrue("did you mean \"pace\"?" in shown(load(script, "pcae" to "50/s")))
        assertTrue("this is not a rate such as 200/s" in shown(load(script, "pace" to "50")))
        assertEquals(1, compilations.get())
    }

    @Test
    fun `a script is compiled again only when something it depends on has changed`() {
        val lib = (folder / "lib").createDirectory()
        load(script())
        load(script())
        assertEquals(1, compilations.get())
        load(script("\"Nobody has tried.\"" to "\"Nobody has tried yet.\""))
        assertEquals(2, compilations.get())
        load(script(name = "y.chaos.kts"))
        assertEquals(3, compilations.get())
        jar(lib / "a.jar", "one")
        load(script())
        assertEquals(4, compilations.get())
        jar(lib / "a.jar", "two")
        load(script())
        load(script())
        assertEquals(5, compilations.get())
    }

    private fun jar(at: Path, content: String) = ZipOutputStream(at.outputStream()).use {
        it.putNextEntry(ZipEntry("a.txt"))
        it.write(content.toByteArray())
    }

    @Test
    fun `a damaged cache entry is compiled again, and what is kept is for its owner alone`() {
        load(script())
        val scripts = folder / "cache" / "scripts"
        val entry = scripts.listDirectoryEntries("*.script").single()
        val whole = entry.readBytes()
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(scripts)))
        for (damaged in listOf(byteArrayOf(), whole.copyOf(whole.size / 2), whole.copyOf().also { it[whole.size - 9]++ })) {
            entry.writeBytes(damaged)
            assertTrue(load(script()).experiment().isPresent)
            assertArrayEquals(whole, entry.readBytes())
        }
        assertEquals(4, compilations.get())
    }

    @Test
    fun `two loads at once do not disturb each other`() {
        val script = script()
        val together = CyclicBarrier(2)
        val threads = Executors.newFixedThreadPool(2)
        try {
            val both =
                List(2) {
                    threads.submit(
                        Callable {
                            together.await()
                            load(script).experiment().orElseThrow()
                        },
                    )
                }
            assertEquals(both[0].get(), both[1].get())
        } finally {
            threads.shutdownNow()
        }
        val kept = (folder / "cache" / "scripts").listDirectoryEntries()
        assertEquals(listOf("script"), kept.map { it.extension })
    }

    @Test
    fun `a cache that cannot be written costs time, not the run`() {
        (folder / "cache").writeText("a file where the folder should be")
        val loaded = load(script())
        assertTrue(loaded.experiment().isPresent)
        assertTrue("could not be kept" in loaded.problems().single().what())
    }

    @Test
    fun `an answer survives its way through bytes`() {
        val answer = CompileAnswer("", emptyMap(), listOf(dev.tensile.script.compile.Diagnostic(true, "é", 1, 2, 3)))
        val bytes = java.io.ByteArrayOutputStream().also(answer::writeTo).toByteArray()
        assertEquals(answer, CompileAnswer.of(bytes))
    }
}

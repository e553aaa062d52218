package dev.tensile.script.load

import dev.tensile.script.compile.CompileRequest
import dev.tensile.script.load.ScriptException.Category
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import java.time.Duration
import kotlin.io.path.div

class ForkedCompilerTest {
    @TempDir
    lateinit var folder: Path

    private val here = CompilerLocation.ofSystem()
    private val request = CompileRequest("x.chaos.kts", "experiment(\"x\") { }", ScriptClassPath.language().map(Path::toString))

    private fun compiler(location: CompilerLocation = here, patience: Duration = Duration.ofSeconds(120)) =
        ForkedCompiler(location, CompilerArchive(CacheFolder(folder)), patience)

    private fun children() = ProcessHandle.current().children().filter { it.isAlive }.count()

    @Test
    fun `a child JVM compiles`() {
        val answer = compiler().compile(request)
        assertTrue(answer.succeeded())
        assertEquals("X_chaos", answer.mainClass())
        assertEquals(0, children())
    }

    @Test
    fun `a child that takes too long, or is not wanted any more, is killed`() {
        assertEquals(Category.COMPILER_TOO_SLOW, refusal(compiler(patience = Duration.ofMillis(1))))
        Thread.currentThread().interrupt()
        assertThrows(InterruptedException::class.java) { compiler().compile(request) }
        ProcessHandle.current().children().forEach { it.onExit().join() }
        assertEquals(0, children())
    }

    @Test
    fun `a missing or broken compiler says so`() {
        assertEquals(Category.COMPILER_MISSING, refusal(compiler(CompilerLocation(folder / "java", here.classPath()))))
        assertEquals(Category.COMPILER_FAILED, refusal(compiler(CompilerLocation(here.java(), ScriptClassPath.language()))))
    }

    @Test
    fun `the cache is where the user says`() {
        val home = folder.toString()
        assertEquals(folder / ".cache" / "tensile", CacheFolder.of(emptyMap(), "", home).root())
        assertEquals(folder / "xdg" / "tensile", CacheFolder.of(mapOf("XDG_CACHE_HOME" to "$home/xdg"), "", home).root())
        assertEquals(folder / ".cache" / "tensile", CacheFolder.of(mapOf("XDG_CACHE_HOME" to "relative"), "", home).root())
        val both = mapOf("XDG_CACHE_HOME" to "$home/xdg", "TENSILE_CACHE" to "$home/own")
        assertEquals(folder / "own", CacheFolder.of(both, "", home).root())
        assertEquals(folder / "first", CacheFolder.of(both, "$home/first", home).root())
    }

    private fun refusal(compiler: ForkedCompiler): Category =
        assertThrows(ScriptException::class.java) { compiler.compile(request) }.category()
}

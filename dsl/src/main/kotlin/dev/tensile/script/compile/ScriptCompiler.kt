package dev.tensile.script.compile

import dev.tensile.script.ChaosScript
import java.io.File
import kotlin.script.experimental.api.ScriptCompilationConfiguration
import kotlin.script.experimental.api.ScriptDiagnostic
import kotlin.script.experimental.api.ScriptDiagnostic.Severity
import kotlin.script.experimental.api.baseClass
import kotlin.script.experimental.api.compilerOptions
import kotlin.script.experimental.api.defaultImports
import kotlin.script.experimental.api.valueOrNull
import kotlin.script.experimental.host.toScriptSource
import kotlin.script.experimental.jvm.impl.KJvmCompiledModuleInMemory
import kotlin.script.experimental.jvm.impl.KJvmCompiledScript
import kotlin.script.experimental.jvm.jvm
import kotlin.script.experimental.jvm.updateClasspath
import kotlin.script.experimental.jvmhost.BasicJvmScriptingHost
import kotlin.script.experimental.jvmhost.JvmScriptCompiler

/** Turns the text of a script into classes. Needs the Kotlin compiler, so it runs in its own JVM. */
internal object ScriptCompiler {
    /** What a script may use without an import. */
    val IMPORTS =
        listOf("dev.tensile.script.*") +
            listOf("microseconds", "milliseconds", "seconds", "minutes", "hours").map { "kotlin.time.Duration.Companion.$it" }

    /** Lambdas as classes: making them at run time would take longer than everything else a cached script does. */
    private val OPTIONS = listOf("-jvm-target", "17", "-Xlambdas=class", "-Xsam-conversions=class", "-Xstring-concat=inline")

    fun compile(request: CompileRequest): CompileAnswer {
        val configuration =
            ScriptCompilationConfiguration {
                baseClass(ChaosScript::class)
                defaultImports(IMPORTS)
                compilerOptions.put(OPTIONS)
                jvm { updateClasspath(request.classPath().map(::File)) }
            }
        val source = request.source().toScriptSource(request.name())
        val result = BasicJvmScriptingHost().runInCoroutineContext { JvmScriptCompiler()(source, configuration) }
        val diagnostics = result.reports.mapNotNull(::diagnostic)
        val script = result.valueOrNull() as? KJvmCompiledScript ?: return CompileAnswer("", emptyMap(), diagnostics)
        val module = script.getCompiledModule() as KJvmCompiledModuleInMemory
        return CompileAnswer(script.scriptClassFQName, module.compilerOutputFiles, diagnostics)
    }

    private fun diagnostic(report: ScriptDiagnostic): Diagnostic? {
        if (report.severity < Severity.WARNING) return null
        val start = report.location?.start
        val end = report.location?.end?.takeIf { it.line == start?.line }
        return Diagnostic(report.isError(), report.message, start?.line ?: 0, start?.col ?: 0, end?.col ?: 0)
    }

    private fun ScriptDiagnostic.isError() = severity >= Severity.ERROR
}

package dev.tensile.script.compile

import dev.tensile.script.ChaosScript
import dev.tensile.script.Declarations
import kotlin.script.experimental.annotations.KotlinScript
import kotlin.script.experimental.api.ScriptAcceptedLocation
import kotlin.script.experimental.api.ScriptCompilationConfiguration
import kotlin.script.experimental.api.acceptedLocations
import kotlin.script.experimental.api.defaultImports
import kotlin.script.experimental.api.ide
import kotlin.script.experimental.jvm.dependenciesFromClassContext
import kotlin.script.experimental.jvm.jvm

/** Tells an IDE what `.chaos.kts` files are; Tensile itself compiles them with [ScriptCompiler]. */
@KotlinScript(
    displayName = "Tensile experiment",
    fileExtension = "chaos.kts",
    compilationConfiguration = ChaosScriptForIde::class,
)
public abstract class ChaosScriptDefinition(declarations: Declarations) : ChaosScript(declarations)

/** The whole class path of the project, and the imports that [ScriptCompiler] gives. */
public object ChaosScriptForIde : ScriptCompilationConfiguration({
    defaultImports(ScriptCompiler.IMPORTS)
    jvm { dependenciesFromClassContext(ChaosScriptDefinition::class, wholeClasspath = true) }
    ide { acceptedLocations(ScriptAcceptedLocation.Everywhere) }
}) {
    private fun readResolve(): Any = ChaosScriptForIde
}

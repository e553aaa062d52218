@file:JvmName("ScriptCompilerMain")

package dev.tensile.script.compile

import kotlin.system.exitProcess

/** Reads one [CompileRequest] from stdin and writes one [CompileAnswer] to stdout; anything for people goes to stderr. */
public fun main() {
    val answers = System.out
    System.setOut(System.err)
    val answer = ScriptCompiler.compile(CompileRequest.readFrom(System.`in`))
    answer.writeTo(answers)
    answers.flush()
    exitProcess(0)
}

package dev.tensile.script

import dev.tensile.experiment.Problem
import dev.tensile.experiment.SourceRef

/** Keeps one of the receivers of nested blocks from being called inside another. */
@DslMarker
public annotation class ChaosDsl

/** Collects what is wrong, so that the author sees all of it at once. */
internal class ProblemLog {
    private val found = mutableListOf<Problem>()

    val problems: List<Problem> get() = found.toList()

    fun add(problem: Problem) {
        found += problem
    }

    fun error(what: String, mend: String, at: SourceRef = Here.sourceRef()) = add(Problem.error(at, what, mend))

    /** The value, or [instead] with a problem at the script's line if the model refuses it. */
    inline fun <T> attempt(instead: T, mend: String = "", at: SourceRef? = null, block: () -> T): T = try {
        block()
    } catch (refused: IllegalArgumentException) {
        val what = refused.message ?: "this value is refused"
        if (at == null) error(what, mend) else error(what, mend, at)
        instead
    }
}

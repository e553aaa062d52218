package dev.tensile.script

import dev.tensile.experiment.Nearest
import dev.tensile.experiment.Parameter
import dev.tensile.experiment.Quantities
import kotlin.reflect.KProperty
import kotlin.time.Duration

/** What `param(default)` returns: `val delay by param(400.milliseconds)` binds it to its name. */
public class UnnamedParam<T : Any> internal constructor(
    private val parameters: Parameters,
    private val kind: ParamKind<T>,
    private val default: T,
) {
    public operator fun provideDelegate(thisRef: Any?, property: KProperty<*>): Param<T> =
        Param(parameters.resolve(property.name, kind, default))
}

/** A value that `--set name=value` may change. */
public class Param<T : Any> internal constructor(private val value: T) {
    public operator fun getValue(thisRef: Any?, property: KProperty<*>): T = value
}

/** How values of one type are read from the command line and written down. */
internal class ParamKind<T : Any>(val expected: String, val read: (String) -> T?, val write: (T) -> String = { it.toString() }) {
    internal companion object {
        val DURATION = ParamKind("a duration such as 150ms, 1.5s or 2m", { Duration.parseOrNull(it)?.takeIf(Duration::isFinite) })
        val PERCENT = ParamKind("a percentage such as 20% or 0.5%", { number(it, "%")?.let(::Percent) })
        val RATE = ParamKind("a rate such as 200/s", { number(it, "/s")?.let(::PerSecond) })
        val INT = ParamKind("a whole number such as 20", String::toIntOrNull)
        val DOUBLE = ParamKind("a number such as 0.5", { text -> number(text, "") }, Quantities::number)
        val TEXT = ParamKind("text", { it })

        private fun number(text: String, unit: String): Double? = text
            .takeIf { it.endsWith(unit) }
            ?.removeSuffix(unit)
            ?.trim()
            ?.toDoubleOrNull()
            ?.takeIf(Double::isFinite)
    }
}

/** The parameters of one experiment, and what the command line asked of them. */
internal class Parameters(private val settings: Map<String, String>, private val log: ProblemLog) {
    private val declared = LinkedHashMap<String, Parameter>()

    fun all(): List<Parameter> = declared.values.toList()

    fun <T : Any> resolve(name: String, kind: ParamKind<T>, default: T): T {
        val asked = settings[name]
        val value = asked?.let { kind.read(it.trim()) }
        if (asked != null && value == null) {
            log.error(
                "--set $name=$asked: this is not ${kind.expected}",
                "give $name ${kind.expected}; it is ${kind.write(default)} by default",
            )
        }
        val inForce = value ?: default
        if (declared.put(name, Parameter(name, kind.write(inForce), kind.write(default))) != null) {
            log.error("two parameters are called \"$name\"", "give each its own name")
        }
        return inForce
    }

    /** Nothing on the command line may go unused: a typo would silently run another experiment. */
    fun refuseUnknown() {
        for (name in settings.keys.filterNot(declared::containsKey)) {
            val hint = if (declared.isEmpty()) "declare it: val $name by param(…)" else Nearest.hint(name, declared.keys)
            log.error("--set $name: this experiment has no parameter \"$name\"", hint)
        }
    }
}

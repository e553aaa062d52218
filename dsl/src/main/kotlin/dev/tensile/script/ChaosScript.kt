package dev.tensile.script

/** What a `.chaos.kts` file is: its lines run once, when it is loaded, and only declare. */
public abstract class ChaosScript(private val declarations: Declarations) {
    /** Declares the experiment of this script; there is exactly one. */
    public fun experiment(name: String, block: ExperimentBuilder.() -> Unit) {
        val at = Here.sourceRef()
        declarations.begin(at)
        val builder = ExperimentBuilder(name, at, declarations.settings())
        try {
            builder.block()
        } catch (thrown: Exception) {
            declarations.failed(builder.log.problems, thrown)
            return
        }
        declarations.add(builder.build())
    }
}

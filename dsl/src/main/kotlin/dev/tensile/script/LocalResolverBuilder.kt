package dev.tensile.script

import dev.tensile.experiment.HostPort
import dev.tensile.experiment.LocalResolver
import dev.tensile.experiment.SourceRef

/** A resolver of names on this machine. */
@ChaosDsl
public class LocalResolverBuilder internal constructor(private val at: SourceRef, private val log: ProblemLog) {
    private var listen = ""
    private var upstream = ""
    private val answers = mutableMapOf<String, String>()

    /** What the program asks, by UDP: an address on this machine. */
    public fun listen(address: String) {
        listen = address
    }

    /** The resolver that knows the other names. */
    public fun upstream(address: String) {
        upstream = address
    }

    /** What [name] is answered with: an IPv4 address. */
    public fun answer(name: String, address: String) {
        answers[name] = address
    }

    internal fun build(): LocalResolver = log.attempt(STAND_IN, "write listen(\"127.0.0.1:15353\"); upstream(\"10.0.0.2:53\")", at) {
        LocalResolver(HostPort.parse(listen), upstream, answers)
    }

    private companion object {
        val STAND_IN = LocalResolver(HostPort("127.0.0.1", 1), "127.0.0.1:2", emptyMap())
    }
}

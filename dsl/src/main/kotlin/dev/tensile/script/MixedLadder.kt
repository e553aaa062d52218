package dev.tensile.script

import dev.tensile.experiment.Dose
import dev.tensile.experiment.Fault
import dev.tensile.experiment.Intensity
import kotlin.time.Duration
import kotlin.time.Duration.Companion.ZERO

/** The ladder of several faults at once. */
@ChaosDsl
public class MixedLadderBuilder internal constructor(private val log: ProblemLog) : LadderBuilder(log) {
    /** [hold]: how long all its doses stay in force, together. */
    public fun rung(hold: Duration, block: DosesBuilder.() -> Unit): Unit = addTogether(hold, DosesBuilder(log).apply(block).build())
}

/** What is done at the same time: `dose(refuse(on = payments), all); dose(latency(on = carts), all, 10.milliseconds)`. */
@ChaosDsl
public class DosesBuilder internal constructor(private val log: ProblemLog) {
    private val doses = mutableListOf<Dose>()

    public fun dose(fault: PlainFault, radius: Radius): Unit = add(fault, radius) { Intensity.Full() }

    /** [jitter]: how far single delays scatter around [delay]. */
    public fun dose(fault: GradedFault, radius: Radius, delay: Duration, jitter: Duration = ZERO): Unit =
        add(fault, radius) { Intensity.Delay(delay.toModel(), jitter.toModel()) }

    /** [portion]: of packets, or of calls. */
    public fun dose(fault: PortionedFault, radius: Radius, portion: Percent): Unit =
        add(fault, radius) { Intensity.Portion(portion.toShare()) }

    /** [limit]: how much gets through. */
    public fun dose(fault: ThrottledFault, radius: Radius, limit: BitRate): Unit =
        add(fault, radius) { Intensity.Throughput(limit.bitsPerSecond) }

    /** [load]: of each of so many [workers], which use a core each. */
    public fun dose(fault: CpuFault, radius: Radius, load: Percent, workers: Int = 1): Unit =
        add(fault, radius) { Intensity.CpuLoad(workers, load.toShare()) }

    /** [size]: of each of so many [workers]. */
    public fun dose(fault: MemoryFault, radius: Radius, size: ByteSize, workers: Int = 1): Unit =
        add(fault, radius) { Intensity.Memory(workers, size.bytes) }

    private fun add(declared: DeclaredFault, radius: Radius, intensity: () -> Intensity) {
        val fault: Fault = declared.fault(log)
        log.attempt<Dose?>(null) { Dose(fault, radius.toBlastRadius(fault), intensity()) }?.let(doses::add)
    }

    internal fun build(): List<Dose> = doses
}

package dev.tensile.script

import dev.tensile.experiment.Database
import dev.tensile.experiment.Dependency
import dev.tensile.experiment.Environment
import dev.tensile.experiment.Expectation
import dev.tensile.experiment.Experiment
import dev.tensile.experiment.Guardrail
import dev.tensile.experiment.Ladder
import dev.tensile.experiment.Load
import dev.tensile.experiment.MechanismExpectation
import dev.tensile.experiment.Problem
import dev.tensile.experiment.Program
import dev.tensile.experiment.Service
import dev.tensile.experiment.SourceRef
import dev.tensile.experiment.Target
import dev.tensile.experiment.Validation
import kotlin.time.Duration
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.seconds

/**
 * Declares an experiment; nothing is touched. Everything that is wrong with it is in [Declared.problems], all at once.
 *
 * @param settings values for its parameters, as `--set` would give them
 */
public fun experiment(name: String, settings: Map<String, String> = emptyMap(), block: ExperimentBuilder.() -> Unit): Declared =
    ExperimentBuilder(name, Here.sourceRef(), settings).apply(block).build()

/** A hypothesis about a system, the ladder of faults that tests it, and the guardrails that stop it. */
@ChaosDsl
public class ExperimentBuilder internal constructor(private val name: String, private val at: SourceRef, settings: Map<String, String>) {
    internal val log = ProblemLog()
    private val parameters = Parameters(settings, log)
    private val tags = mutableListOf<String>()
    private val targets = mutableListOf<Target>()
    private val loads = mutableListOf<Load>()
    private val hypothesis = mutableListOf<Expectation>()
    private val mechanisms = mutableListOf<MechanismExpectation>()
    private val guardrails = mutableListOf<Guardrail>()
    private var environment: Environment = Environment.AlreadyRunning()
    private var ladder: Ladder? = null
    private var warmUp: java.time.Duration = java.time.Duration.ZERO
    private var baseline: java.time.Duration? = null
    private var recovery: java.time.Duration? = null
    private var settle = 5.seconds.toModel()

    /** Who answers for it: `team-checkout`. */
    public var owner: String = ""

    /** Why it is worth asking: an incident, a change, a doubt. */
    public var because: String = ""

    public fun tags(vararg tags: String) {
        this.tags += tags
    }

    /** A value that `--set name=value` may change: `val delay by param(400.milliseconds)`. */
    public fun param(default: Duration): UnnamedParam<Duration> = UnnamedParam(parameters, ParamKind.DURATION, default)

    public fun param(default: Percent): UnnamedParam<Percent> = UnnamedParam(parameters, ParamKind.PERCENT, default)

    public fun param(default: PerSecond): UnnamedParam<PerSecond> = UnnamedParam(parameters, ParamKind.RATE, default)

    public fun param(default: Int): UnnamedParam<Int> = UnnamedParam(parameters, ParamKind.INT, default)

    public fun param(default: Double): UnnamedParam<Double> = UnnamedParam(parameters, ParamKind.DOUBLE, default)

    public fun param(default: String): UnnamedParam<String> = UnnamedParam(parameters, ParamKind.TEXT, default)

    /** Runs against the shop in `demo/`, started for the run if it is not running. */
    public fun demoShop(block: DemoShopBuilder.() -> Unit = {}) {
        environment = Environment.DemoShop(DemoShopBuilder(log).apply(block).build())
    }

    /** Something that answers HTTP requests: `service("checkout") { http("http://127.0.0.1:8080") }`. */
    public fun service(name: String, block: ServiceBuilder.() -> Unit): Service =
        ServiceBuilder(name, Here.sourceRef(), log).apply(block).build().also(targets::add)

    /** Something a service needs, and whose link can be hurt. */
    public fun dependency(name: String, block: DependencyBuilder.() -> Unit): Dependency =
        DependencyBuilder(name, Here.sourceRef(), log).apply(block).build().also(targets::add)

    /** Something that runs as one instance or more, and can be hurt itself. */
    public fun program(name: String, block: ProgramBuilder.() -> Unit): Program =
        ProgramBuilder(name, Here.sourceRef(), log).apply(block).build().also(targets::add)

    /** A database with which sessions can be opened, to lock its tables or to use up its connections. */
    public fun database(name: String, block: DatabaseBuilder.() -> Unit): Database =
        DatabaseBuilder(name, Here.sourceRef(), log).apply(block).build().also(targets::add)

    /** Requests to send: `load("shopping", on = checkout) { rate = 200.perSecond; get("/") }`. */
    public fun load(name: String, on: Service, block: LoadBuilder.() -> Unit): DeclaredLoad {
        loads += LoadBuilder(name, on, Here.sourceRef(), log).apply(block).build()
        return DeclaredLoad(loads.last().name(), log)
    }

    /** What ought to hold on every rung. */
    public fun hypothesis(block: HypothesisBuilder.() -> Unit) {
        val declared = HypothesisBuilder(log).apply(block)
        hypothesis += declared.build()
        mechanisms += declared.mechanisms()
    }

    /** What ends the run at once. */
    public fun guardrails(block: GuardrailsBuilder.() -> Unit) {
        guardrails += GuardrailsBuilder(log).apply(block).build()
    }

    /** How long the load runs before the baseline begins, for caches to fill and code to be compiled; recorded, not judged. */
    public fun warmUp(duration: Duration) {
        warmUp = log.attempt(warmUp) { duration.toModel().mustBePositive("the warm-up") }
    }

    /** How long the system is watched undisturbed before the first rung. */
    public fun baseline(duration: Duration) {
        baseline = log.attempt(STAND_IN) { duration.toModel().mustBePositive("the baseline") }
    }

    /** How long the system is watched after the last rung. */
    public fun recovery(duration: Duration) {
        recovery = log.attempt(STAND_IN) { duration.toModel().mustBePositive("recovery") }
    }

    /** What is cut from the front of the baseline and of each rung before judging; 5 s unless said otherwise. */
    public fun settle(duration: Duration) {
        settle =
            log.attempt(settle) { duration.toModel().also { require(!it.isNegative) { "settle must not be negative, was $duration" } } }
    }

    /** Rungs of a growing delay. */
    public fun ladder(fault: GradedFault, block: GradedLadderBuilder.() -> Unit): Unit =
        set(GradedLadderBuilder(fault.fault(log), log).apply(block).build())

    /** Rungs of a fault that is all or nothing. */
    public fun ladder(fault: PlainFault, block: PlainLadderBuilder.() -> Unit): Unit =
        set(PlainLadderBuilder(fault.faults(log), log).apply(block).build())

    /** Rungs of a growing portion of packets or calls. */
    public fun ladder(fault: PortionedFault, block: PortionedLadderBuilder.() -> Unit): Unit =
        set(PortionedLadderBuilder(fault.fault(log), log).apply(block).build())

    /** Rungs of a line that gets narrower. */
    public fun ladder(fault: ThrottledFault, block: ThrottledLadderBuilder.() -> Unit): Unit =
        set(ThrottledLadderBuilder(fault.fault(log), log).apply(block).build())

    /** Rungs of growing use of processors. */
    public fun ladder(fault: CpuFault, block: CpuLadderBuilder.() -> Unit): Unit =
        set(CpuLadderBuilder(fault.fault(log), log).apply(block).build())

    /** Rungs of growing use of memory. */
    public fun ladder(fault: MemoryFault, block: MemoryLadderBuilder.() -> Unit): Unit =
        set(MemoryLadderBuilder(fault.fault(log), log).apply(block).build())

    /** Rungs of a disk that gets fuller. */
    public fun ladder(fault: DiskFault, block: DiskLadderBuilder.() -> Unit): Unit =
        set(DiskLadderBuilder(fault.fault(log), log).apply(block).build())

    /** Rungs of a disk that gets busier. */
    public fun ladder(fault: TransferFault, block: TransferLadderBuilder.() -> Unit): Unit =
        set(TransferLadderBuilder(fault.fault(log), log).apply(block).build())

    /** Rungs of fewer and fewer that are left to have. */
    public fun ladder(fault: ScarceFault, block: ScarceLadderBuilder.() -> Unit): Unit =
        set(ScarceLadderBuilder(fault.fault(log), log).apply(block).build())

    /** Rungs of a clock that is further and further off. */
    public fun ladder(fault: ShiftedFault, block: ShiftedLadderBuilder.() -> Unit): Unit =
        set(ShiftedLadderBuilder(fault.fault(log), log).apply(block).build())

    /** Rungs of several faults at once. */
    public fun ladder(block: MixedLadderBuilder.() -> Unit): Unit = set(MixedLadderBuilder(log).apply(block).build())

    private fun set(declared: Ladder) {
        if (ladder != null) {
            log.error("the experiment has two ladders", "keep one; write a second experiment for the other")
        }
        ladder = declared
    }

    internal fun build(): Declared {
        parameters.refuseUnknown()
        val draft = draft()
        val lines = log.problems.filter(Problem::isError).map(Problem::at).filter(SourceRef::isKnown)
        return Declared(draft, log.problems + Validation.of(draft).filter { it.at() !in lines || it.at() == at })
    }

    private fun draft(): Experiment {
        val called = log.attempt("experiment") { name.also { require(it.isNotBlank()) { "an experiment needs a name" } } }
        return Experiment(
            called,
            owner,
            because,
            tags,
            environment,
            targets,
            loads,
            hypothesis,
            guardrails,
            warmUp,
            required(baseline, "baseline", "is never watched undisturbed", "45"),
            ladder ?: Ladder(emptyList(), STAND_IN),
            required(recovery, "recovery", "is never watched after the last rung", "30"),
            settle,
            parameters.all(),
            mechanisms,
            at,
        )
    }

    private fun required(duration: java.time.Duration?, word: String, without: String, example: String): java.time.Duration =
        duration ?: STAND_IN.also { log.error("the experiment has no $word: the system $without", "add $word($example.seconds)", at) }

    private companion object {
        val STAND_IN: java.time.Duration = 5.minutes.toModel()
    }
}

package dev.tensile.script

import dev.tensile.experiment.HostPort
import dev.tensile.experiment.LocalProgram
import dev.tensile.experiment.LocalProgram.Command
import dev.tensile.experiment.LocalProgram.Listening
import dev.tensile.experiment.LocalProgram.Machine
import dev.tensile.experiment.LocalProgram.Origin
import dev.tensile.experiment.LocalProgram.PidFiles
import dev.tensile.experiment.SourceRef
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds

/** How the processes of a program are found on this machine, or started, and how they come back. */
@ChaosDsl
public class LocalProgramBuilder internal constructor(private val at: SourceRef, private val log: ProblemLog) {
    private val pidFiles = mutableListOf<String>()
    private var listens: String? = null
    private var command = emptyList<String>()
    private var directory = ""
    private var environment = emptyMap<String, String>()
    private var machine = false
    private var keeper = ""
    private var startAgain = emptyList<String>()
    private var ready = ""

    /** How long it may take to be ready, or to come back after it ended; 30 s unless said otherwise. */
    public var patience: Duration = 30.seconds

    /** The file that holds the process id of an instance; one for each if there are several. */
    public fun pidFile(path: String) {
        pidFiles += path
    }

    /** Its processes are those that listen on a port of this machine: `listensOn("127.0.0.1:8081")`. */
    public fun listensOn(address: String) {
        listens = address
    }

    /** Tensile starts it with the run and ends it with the run: `command("java", "-jar", "orders.jar")`. */
    public fun command(vararg words: String) {
        command = words.toList()
    }

    /** Where the [command] works. */
    public fun directory(path: String) {
        directory = path
    }

    /** Variables for the [command], besides those that Tensile has. */
    public fun environment(vararg variables: Pair<String, String>) {
        environment = variables.toMap()
    }

    /** No process of its own, only the machine: for faults on processors, memory and disks. */
    public fun machine() {
        machine = true
    }

    /** Who starts it again when it ends: `keptBy("systemd")`. */
    public fun keptBy(whom: String) {
        keeper = whom
    }

    /** What starts it again when it has ended, if nobody keeps it: `startAgain("/etc/init.d/orders", "start")`. */
    public fun startAgain(vararg words: String) {
        startAgain = words.toList()
    }

    /** What answers when it works: `ready("127.0.0.1:8081")` or `ready("http://127.0.0.1:8081/health")`. */
    public fun ready(address: String) {
        ready = address
    }

    internal fun build(): LocalProgram {
        if (listOf(pidFiles.isNotEmpty(), listens != null, command.isNotEmpty(), machine).count { it } != 1) {
            log.error(
                "how the program is found on this machine must be said once",
                "write pidFile(\"/run/orders.pid\"), listensOn(\"127.0.0.1:8081\"), command(\"java\", \"-jar\", …) or machine()",
                at,
            )
            return STAND_IN
        }
        if (command.isEmpty() && directory + environment != "{}") {
            log.error("directory and environment are those of a command", "add command(…), or leave them out", at)
        }
        return log.attempt(STAND_IN, at = at) {
            LocalProgram(origin(), keeper, startAgain, ready, patience.toModel().mustBePositive("the patience with a program"))
        }
    }

    private fun origin(): Origin {
        val address = listens
        return when {
            address != null -> Listening(HostPort.parse(address))
            command.isNotEmpty() -> Command(command, directory, environment)
            machine -> Machine()
            else -> PidFiles(pidFiles)
        }
    }

    private companion object {
        val STAND_IN = LocalProgram(Machine(), "", emptyList(), "", 30.seconds.toModel())
    }
}

package dev.tensile.engine.local.host;

import dev.tensile.engine.Ability;
import java.util.List;

/** What can be done to programs and resources of this machine. */
final class HostAbilities {
    private static final String PROCESSES =
            "Linux; local { } of a program that runs as the same user, and is not Tensile's own";
    private static final String MACHINE = "Linux; local { } of a program, such as local { machine() }";
    private static final String BACK = PROCESSES + "; keptBy, startAgain or command";
    private static final String TENSILE_STARTS = PROCESSES + "; startAgain or command";

    private static final String RESOLVER =
            "resolver { } of a program that can be told which resolver to ask, and at which port";
    private static final String BY_UDP =
            "by UDP only; a program that remembers answers does not ask again, and then its rung is invalid";
    private static final String COUNTED = "every question is counted";
    private static final String CLOSES =
            "true answers again at once; the resolver closes with the run, or when its watchdog is killed";

    static final List<Ability> ALL = List.of(
            new Ability(
                    "kill",
                    "SIGKILL",
                    BACK,
                    "once, when the rung begins; started again at once by Tensile if it knows how, else by the keeper",
                    "exact: the process is seen to be gone",
                    "it is waited for until it is back and ready; else that is residue"),
            new Ability(
                    "terminate",
                    "SIGTERM, and SIGKILL after the grace",
                    BACK,
                    "as kill, which with a grace is the same",
                    "exact: the process is seen to be gone",
                    "as kill"),
            new Ability(
                    "restart",
                    "SIGTERM, SIGKILL after the grace, and a start",
                    TENSILE_STARTS,
                    "once, when the rung begins",
                    "exact: the process is seen to be gone",
                    "it is waited for until it is back and ready; else that is residue"),
            new Ability(
                    "slowStart",
                    "SIGKILL, and a start after the delay",
                    TENSILE_STARTS,
                    "the delay is until the start, to a tenth of a second; the program's own start comes on top; if somebody"
                            + " else starts it before, its rung is invalid",
                    "measured from its end to its start",
                    "started at once if it is not yet"),
            new Ability(
                    "crash",
                    "SIGKILL",
                    BACK,
                    "as kill without a grace",
                    "exact: the process is seen to be gone",
                    "as kill"),
            new Ability(
                    "outage",
                    "SIGKILL, and a start when the rung is over",
                    TENSILE_STARTS,
                    "if somebody else starts it before, its rung is invalid",
                    "exact: looked at ten times a second",
                    "it is started, and waited for until it is ready"),
            new Ability(
                    "pause",
                    "SIGSTOP",
                    PROCESSES,
                    "its children go on; the system still accepts connections for it until its backlog is full",
                    "exact: its state is looked at ten times a second",
                    "SIGCONT; verified by its state in /proc"),
            new Ability("dnsErrors", "a resolver on loopback: SERVFAIL", RESOLVER, BY_UDP, COUNTED, CLOSES),
            new Ability("dnsNotFound", "a resolver on loopback: NXDOMAIN", RESOLVER, BY_UDP, COUNTED, CLOSES),
            new Ability(
                    "dnsLies", "a resolver on loopback: 192.0.2.1, where nobody is", RESOLVER, BY_UDP, COUNTED, CLOSES),
            new Ability("dnsSilence", "a resolver on loopback: no answer", RESOLVER, BY_UDP, COUNTED, CLOSES),
            new Ability("slowDns", "a resolver on loopback: the true answer, late", RESOLVER, BY_UDP, COUNTED, CLOSES),
            new Ability(
                    "cpuStress",
                    "threads of a child process",
                    MACHINE,
                    "added to what is used already, on the whole machine; what is not to be had is not caught up with",
                    "the processor time that the child really had",
                    "the child ends"),
            new Ability(
                    "busyCpu",
                    "threads of a child process, adjusted ten times a second",
                    MACHINE,
                    "tops up what is used already to the share asked, and takes nothing if that is exceeded",
                    "what /proc/stat says of all processors",
                    "the child ends"),
            new Ability(
                    "memoryStress",
                    "written pages of a child process",
                    MACHINE,
                    "a twentieth of the memory, and at least 256 MB, stay free: what would go beyond is refused; given back if others"
                            + " need it; the child is the first that the system ends",
                    "what the system says that the child holds",
                    "the child ends"),
            new Ability(
                    "fillDisk",
                    "a file without a name, of a child process",
                    MACHINE + "; a folder that may be written to",
                    "what the disk takes in 30 s at most; a disk to which Tensile writes (its state, the run, temporary files)"
                            + " keeps 1 GB; any other is filled as asked, or until it is full",
                    "the size of the file",
                    "the child ends, and the system frees the file"),
            new Ability(
                    "busyDisk",
                    "writes and fsync of a child process",
                    MACHINE + "; a folder on a real disk",
                    "writes only; what the disk cannot take is not delivered",
                    "what the system says that the child wrote",
                    "the child ends, and the system frees its file"),
            new Ability(
                    "fewDescriptors",
                    "a lower soft limit (prlimit)",
                    PROCESSES + "; prlimit of util-linux",
                    "what is open stays open; those that it may have are counted when the rung begins",
                    "exact: the limit is looked at ten times a second",
                    "the limit is as it was, unless somebody set another one meanwhile"),
            new Ability(
                    "fewThreads",
                    "a lower soft limit (prlimit)",
                    PROCESSES + "; prlimit of util-linux; not the superuser",
                    "the system counts all threads of the user, so others that start some take them from it",
                    "exact: the limit is looked at ten times a second",
                    "as fewDescriptors"));

    private HostAbilities() {}
}

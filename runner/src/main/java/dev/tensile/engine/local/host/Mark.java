package dev.tensile.engine.local.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What tells the processes of one run from all others: a variable in their environment, which their own children have, too, and
 * which is there from the moment when they begin, before anybody could have written down their numbers.
 *
 * @param lease of the run
 */
record Mark(String lease) {
    static final String VARIABLE = "TENSILE_LEASE";

    /** The part of those that take resources. */
    static final String STRESS = "stress";

    private static final Path SETSID = Path.of("/usr/bin/setsid");

    /** The value for a process that plays this part. */
    String value(String part) {
        return lease + ":" + part;
    }

    /** All that live, whatever their part. */
    List<Victim> all() {
        return find(VARIABLE + "=" + lease + ":");
    }

    List<Victim> of(String part) {
        return find(VARIABLE + "=" + value(part) + "\0");
    }

    private static List<Victim> find(String wanted) {
        long user = Proc.ownUser();
        List<Victim> found = new ArrayList<>();
        for (long pid : Proc.all()) {
            boolean ours = Proc.user(pid).filter(owner -> owner == user).isPresent()
                    && Proc.environment(pid)
                            .filter(environment -> (environment + "\0").contains(wanted))
                            .isPresent();
            if (ours) {
                Victim.of(pid).ifPresent(found::add);
            }
        }
        return found;
    }

    /** Ends them all; what still lives. */
    static List<Victim> end(List<Victim> victims, long graceMillis) {
        victims.forEach(victim -> victim.send(Victim.Signal.TERM));
        victims.forEach(victim -> victim.send(Victim.Signal.CONT));
        long end = System.nanoTime() + graceMillis * 1_000_000;
        victims.forEach(victim -> victim.awaitEnd(Math.max(0, (end - System.nanoTime()) / 1_000_000)));
        victims.forEach(victim -> victim.send(Victim.Signal.KILL));
        return victims.stream().filter(victim -> !victim.awaitEnd(3_000)).toList();
    }

    /** The command in a session of its own, deaf to the terminal's Ctrl-C, where the system has {@code setsid}. */
    static List<String> ownSession(List<String> command) {
        List<String> all = new ArrayList<>(Files.isExecutable(SETSID) ? List.of(SETSID.toString()) : List.of());
        all.addAll(command);
        return all;
    }
}

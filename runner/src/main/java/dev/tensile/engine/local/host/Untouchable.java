package dev.tensile.engine.local.host;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Processes that are never hurt: the system's, other users', and Tensile's own. */
final class Untouchable {
    private Untouchable() {}

    /** Why it may not be hurt; empty if it may. */
    static Optional<String> why(Victim victim) {
        if (victim.pid() == 1) {
            return Optional.of("it is the first process, on which all others depend");
        }
        if (Proc.user(victim.pid()).filter(user -> user == Proc.ownUser()).isEmpty()) {
            return Optional.of("it belongs to another user: run Tensile as that user");
        }
        if (own().contains(victim.pid())) {
            return Optional.of("Tensile itself, or what started it, would be hurt");
        }
        return Proc.commandLine(victim.pid())
                .filter(line -> line.contains("dev.tensile.engine.") || line.contains("dev.tensile.cli."))
                .map(line -> "it is a process of Tensile");
    }

    /** This process and those that started it. */
    private static Set<Long> own() {
        Set<Long> own = new HashSet<>();
        Optional<Proc.Stat> next = Proc.stat(ProcessHandle.current().pid());
        while (next.isPresent() && own.add(next.get().pid())) {
            next = Proc.stat(next.get().parent());
        }
        return own;
    }
}

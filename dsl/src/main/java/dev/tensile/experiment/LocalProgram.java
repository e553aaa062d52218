package dev.tensile.experiment;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the local engine finds the instances of a program on this machine, and how they come back after they ended.
 *
 * @param keeper who starts them again when they end: {@code systemd}; empty if nobody does
 * @param startAgain a command that starts them again, and then returns; empty if there is none
 * @param ready an address that accepts connections ({@code host:port}) or a URL that answers with a status below 400 once the
 *     program works; empty if it works as soon as it lives
 * @param patience how long it may take to be ready, or to come back
 */
public record LocalProgram(Origin origin, String keeper, List<String> startAgain, String ready, Duration patience)
        implements Address {
    public LocalProgram {
        startAgain = List.copyOf(startAgain);
        Check.positive("the patience with a program", patience);
        if (!keeper.isEmpty() && !startAgain.isEmpty()) {
            throw new IllegalArgumentException(
                    "either " + keeper + " starts the program again, or a command of yours: keep one of them");
        }
        boolean found = origin instanceof PidFiles || origin instanceof Listening;
        if (!found && (!keeper.isEmpty() || !startAgain.isEmpty())) {
            throw new IllegalArgumentException(
                    "only a program that was found running is started again by somebody else, not " + origin);
        }
        if (ready.startsWith("http:")) {
            Check.named(
                    "the host in the address of readiness",
                    String.valueOf(URI.create(ready).getHost()));
        } else if (!ready.isEmpty()) {
            ready = HostPort.parse(ready).toString();
        }
    }

    /** Whether it is known how an instance comes back that ended. */
    public boolean comesBack() {
        return origin instanceof Command || !keeper.isEmpty() || !startAgain.isEmpty();
    }

    /** Whether Tensile itself can start an instance again, and so decides when. */
    public boolean isStartedByTensile() {
        return origin instanceof Command || !startAgain.isEmpty();
    }

    @Override
    public String toString() {
        return origin + (keeper.isEmpty() ? "" : ", kept by " + keeper);
    }

    /** How its processes are found. */
    public sealed interface Origin permits PidFiles, Listening, Command, Machine {}

    /** Each file holds the process id of one instance, also of the one that takes its place later. */
    public record PidFiles(List<String> files) implements Origin {
        public PidFiles {
            files = List.copyOf(files);
            if (files.isEmpty()) {
                throw new IllegalArgumentException("a program needs at least one pid file");
            }
            files.forEach(file -> absolute("a pid file", file));
            if (files.stream().distinct().count() < files.size()) {
                throw new IllegalArgumentException("a pid file is named twice: " + files);
            }
        }

        @Override
        public String toString() {
            return "process in " + String.join(", ", files);
        }
    }

    /** The processes that listen there. */
    public record Listening(HostPort address) implements Origin {
        @Override
        public String toString() {
            return "process that listens on " + address;
        }
    }

    /** Tensile starts it for the run, and ends it with the run. */
    public record Command(List<String> words, String directory, Map<String, String> environment) implements Origin {
        public Command {
            words = List.copyOf(words);
            if (words.isEmpty() || words.get(0).isBlank()) {
                throw new IllegalArgumentException("a command needs at least the name of a program");
            }
            if (!directory.isEmpty()) {
                absolute("the directory of a command", directory);
            }
            environment.keySet().forEach(Command::variable);
            environment = Collections.unmodifiableMap(new TreeMap<>(environment));
        }

        private static void variable(String name) {
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw new IllegalArgumentException("\"" + name + "\" is no name of an environment variable");
            }
        }

        @Override
        public String toString() {
            return "process of " + String.join(" ", words);
        }
    }

    /** Nothing but the machine on which it runs: enough for faults on resources that all programs share. */
    public record Machine() implements Origin {
        @Override
        public String toString() {
            return "this machine";
        }
    }

    private static void absolute(String what, String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException(what + " is written in full, starting with /, was \"" + path + "\"");
        }
    }
}

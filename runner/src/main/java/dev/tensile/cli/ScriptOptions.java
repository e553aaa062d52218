package dev.tensile.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of every command that reads a script. */
final class ScriptOptions {
    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Change a parameter of the script, as --set delay=1s.")
    Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--on", paramLabel = "ENGINE", description = "Where to inject: local.", defaultValue = "local")
    String engine = "local";

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of every random draw; without it, a new one that is written into the plan.")
    Optional<Long> seed = Optional.empty();

    long seed() {
        return seed.orElseGet(() -> System.nanoTime() & 0x7fff_ffffL);
    }
}

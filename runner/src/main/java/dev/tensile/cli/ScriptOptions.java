package dev.tensile.cli;

import dev.tensile.engine.local.LocalEngine;
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

    @Option(
            names = "--on",
            paramLabel = "ENGINE",
            description = "Where to inject: local, which is the default, chaosmesh or litmus.")
    Optional<String> engine = Optional.empty();

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "Of the kubeconfig, for engines in a cluster; the current one if not said.")
    Optional<String> context = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of every random draw; without it, a new one that is written into the plan.")
    Optional<Long> seed = Optional.empty();

    String engine() {
        return engine.orElse(LocalEngine.NAME);
    }

    /** Empty for the current one. */
    String context() {
        return context.orElse("");
    }

    /** Whether any was given; a plan that was saved cannot be changed by them. */
    boolean areGiven() {
        return !settings.isEmpty() || engine.isPresent() || seed.isPresent();
    }

    long seed() {
        return seed.orElseGet(() -> System.nanoTime() & 0x7fff_ffffL);
    }
}

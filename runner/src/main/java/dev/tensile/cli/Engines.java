package dev.tensile.cli;

import dev.tensile.engine.Engine;
import dev.tensile.engine.Verification;
import dev.tensile.engine.chaosmesh.ChaosMeshEngine;
import dev.tensile.engine.litmus.LitmusEngine;
import dev.tensile.engine.local.LocalEngine;
import dev.tensile.experiment.Nearest;
import dev.tensile.run.Undo;
import dev.tensile.shop.DemoShop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The engines by name. */
final class Engines {
    private Engines() {}

    /** @param context of the kubeconfig, for those that act in a cluster; empty for the current one */
    static List<Engine> all(String context) {
        return List.of(new LocalEngine(), new ChaosMeshEngine(context), new LitmusEngine(context, System.getenv()));
    }

    /** @throws Failure with USAGE if there is none of this name */
    static Engine of(String name, String context) {
        List<Engine> all = all(context);
        return all.stream()
                .filter(engine -> engine.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Failure(
                        ExitCode.USAGE,
                        "there is no engine \"" + name + "\"",
                        Nearest.hint(name, all.stream().map(Engine::name).toList())));
    }

    /** What is left of dead runs, as far as engines know that without a run folder. */
    static List<Undo> orphans() {
        return all("").stream().flatMap(engine -> engine.orphans().stream()).toList();
    }

    /** Who takes back what, by the name in an undo. */
    static Map<String, Function<Undo, Verification>> undoers() {
        Map<String, Function<Undo, Verification>> undoers = new LinkedHashMap<>();
        all("").forEach(engine -> undoers.put(engine.name(), engine::undo));
        undoers.put("demo", DemoShop::undo);
        return undoers;
    }
}

package dev.tensile.engine.chaosmesh;

import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Injection;
import dev.tensile.experiment.Dose;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * How long it takes from the decision to revert until the API server has accepted the patch that pauses the fault, and until nothing
 * is in force on the emulated nodes; and, in whole runs, how long from the look at the load at which a guardrail trips.
 */
public final class PauseLatency {
    private PauseLatency() {}

    public static void main(String[] arguments) throws IOException {
        int times = Integer.parseInt(arguments[0]);
        int trips = Integer.parseInt(arguments[1]);
        List<Double> tripped = new ArrayList<>();
        Path runs = Path.of(arguments[2]);
        try (ChaosMeshScene scene = new ChaosMeshScene()) {
            TripToPause whole = new TripToPause(scene, runs);
            for (int i = 0; i < trips; i++) {
                tripped.add(whole.run(i));
            }
        }
        print("guardrail trips until the pause was accepted", tripped);
        Dose dose = ChaosMeshScene.latency(ChaosMeshScene.ALL);
        List<Double> paused = new ArrayList<>();
        List<Double> closed = new ArrayList<>();
        try (ChaosMeshScene scene = new ChaosMeshScene()) {
            for (int i = 0; i < times; i++) {
                try (EngineSession session =
                        scene.engine(Patience.DEFAULT).open(dev.tensile.engine.TestPlans.plan(dose), "bench-" + i)) {
                    Injection injection = session.inject(ChaosMeshScene.order(dose));
                    long begun = System.nanoTime();
                    injection.close();
                    closed.add((System.nanoTime() - begun) / 1e6);
                    paused.add((lastPatch(scene) - begun) / 1e6);
                }
            }
        }
        print("until the pause was accepted", paused);
        print("until it was recovered, deleted and gone", closed);
    }

    static long lastPatch(ChaosMeshScene scene) {
        return scene.cluster.requests().stream()
                .filter(request -> request.method().equals("PATCH") && request.status() < 300)
                .reduce((first, second) -> second)
                .orElseThrow()
                .nanoTime();
    }

    private static void print(String what, List<Double> millis) {
        Collections.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%-44s n %d  median %.1f ms  p95 %.1f ms  most %.1f ms%n",
                what,
                millis.size(),
                millis.get(millis.size() / 2),
                millis.get((int) (millis.size() * 0.95)),
                millis.get(millis.size() - 1));
    }
}

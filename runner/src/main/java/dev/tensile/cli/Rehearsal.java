package dev.tensile.cli;

import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Injection;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Share;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Acts out on the demo's link what the emulated cluster does to its pods: a fault on three of ten pods of checkout touches three
 * tenths of the requests. Owned by one thread.
 */
final class Rehearsal {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final EngineSession link;
    private final Dependency dependency;
    private final int pods;
    private final Console console;
    private final Map<String, Set<String>> hurt = new HashMap<>();
    private final Map<String, Injection> inForce = new HashMap<>();

    /** @param pods of checkout, each of which stands for an equal share of its requests */
    Rehearsal(EngineSession link, Dependency dependency, int pods, Console console) {
        this.link = link;
        this.dependency = dependency;
        this.pods = pods;
        this.console = console;
    }

    /** {@code EFFECT began|ended KIND OBJECT POD SPEC}. */
    void accept(String line) {
        String[] words = line.split(" ", 6);
        if (words.length < 6 || !words[0].equals("EFFECT") || !words[4].contains("/checkout-")) {
            return;
        }
        String object = words[2] + " " + words[3];
        Set<String> targets = hurt.computeIfAbsent(object, key -> new TreeSet<>());
        boolean changed = words[1].equals("began") ? targets.add(words[4]) : targets.remove(words[4]);
        if (changed) {
            act(object, targets.size(), words[2], words[5]);
        }
    }

    private void act(String object, int targets, String kind, String spec) {
        Injection before = inForce.remove(object);
        if (before != null) {
            before.close();
        }
        if (targets == 0) {
            hurt.remove(object);
            console.say("  lifted   " + object);
            return;
        }
        ActedOut.of(kind, spec, dependency)
                .ifPresentOrElse(
                        act -> {
                            BlastRadius radius = new BlastRadius(Scope.REQUESTS, new Share((double) targets / pods));
                            Dose dose = new Dose(act.fault(), radius, act.intensity());
                            inForce.put(object, link.inject(new DoseOrder(1, 0, dose, LIMIT, 1)));
                            console.say("  in force " + object + ": " + dose);
                        },
                        () -> console.say(
                                "  in name  " + object + " on " + targets + " pods; it cannot be acted out on a link"));
    }
}

package dev.tensile.demo.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** What is really in force, and who is told about it. */
final class Nodes {
    private final List<Effect> inForce = new ArrayList<>(); // guarded by this
    private final List<EffectListener> listeners = new CopyOnWriteArrayList<>();

    void begin(Effect effect) {
        synchronized (this) {
            inForce.add(effect);
        }
        listeners.forEach(listener -> listener.began(effect));
    }

    /** Ends what the object does to the target; nothing, if it does nothing. */
    void end(String kind, String object, String target) {
        endAll(effect -> effect.kind().equals(kind)
                && effect.object().equals(object)
                && effect.target().equals(target));
    }

    /** A pod that goes takes everything with it that was done to it. */
    void gone(String target) {
        endAll(effect -> effect.target().equals(target));
    }

    private void endAll(Predicate<Effect> which) {
        List<Effect> ended;
        synchronized (this) {
            ended = inForce.stream().filter(which).toList();
            inForce.removeAll(ended);
        }
        ended.forEach(effect -> listeners.forEach(listener -> listener.ended(effect)));
    }

    /** For what is over as soon as it is done. */
    void happened(Effect effect) {
        listeners.forEach(listener -> {
            listener.began(effect);
            listener.ended(effect);
        });
    }

    synchronized List<Effect> inForce() {
        return List.copyOf(inForce);
    }

    void tell(EffectListener listener) {
        listeners.add(listener);
    }
}

package dev.tensile.experiment;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A part of the hypothesis: the mechanism keeps its promises on every rung that gives it a reason to act, and at least one rung
 * does. A mechanism that was never asked to act has shown nothing.
 */
public record MechanismExpectation(Mechanism mechanism, List<Promise> promises, SourceRef at) {
    public MechanismExpectation {
        promises = List.copyOf(promises);
        Set<Class<?>> kinds = new HashSet<>();
        for (Promise promise : promises) {
            if (!promise.fits(mechanism)) {
                throw new IllegalArgumentException(mechanism.label() + " cannot be held to \"" + promise + "\"");
            }
            if (!kinds.add(promise.getClass())) {
                throw new IllegalArgumentException(
                        mechanism.label() + " is promised twice: the second time \"" + promise + "\"");
            }
        }
    }

    /** Its promise of a kind, if it makes one. */
    public <P extends Promise> Optional<P> promise(Class<P> kind) {
        return promises.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    @Override
    public String toString() {
        return mechanism.label() + " "
                + promises.stream().map(Promise::toString).collect(Collectors.joining(", "));
    }
}

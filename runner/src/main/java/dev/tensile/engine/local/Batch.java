package dev.tensile.engine.local;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a PostgreSQL server answers as one: the statements of a caller up to where the server says that it is ready for more. Owned
 * by the event loop.
 */
final class Batch {
    private final boolean extended;
    private final Set<DoseInForce> delaying = new HashSet<>();
    private final List<DoseInForce> pending = new ArrayList<>();
    private @Nullable Failure failure;

    /**
     * That a statement was replaced by one that the server refuses.
     *
     * @param state what its caller is to be told
     */
    record Failure(DoseInForce dose, String state, String text) {}

    /** @param extended whether its statements are parsed, bound and executed one by one */
    Batch(boolean extended) {
        this.extended = extended;
    }

    boolean isExtended() {
        return extended;
    }

    /** Its answer is to be late; statements that are sent together are late together, once. */
    void delay(DoseInForce dose) {
        if (delaying.add(dose)) {
            pending.add(dose);
        }
    }

    /** The server drops whatever of it comes behind a failure. */
    void fail(Failure by) {
        failure = by;
    }

    @Nullable
    Failure failure() {
        return failure;
    }

    /** The failure has been told. */
    void failed() {
        failure = null;
    }

    /** Those which delay what it is answered from here on, if they are still in force; each once. */
    List<DoseInForce> takeDelaying(Doses inForce) {
        List<DoseInForce> now = pending.stream().filter(inForce::has).toList();
        pending.clear();
        return now;
    }

    boolean isTreated() {
        return failure != null || !pending.isEmpty();
    }
}

package dev.tensile.engine.local;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The doses in force on a link, replaced as a whole. If several touch the same, the harshest acts; delays add up. */
record Doses(List<DoseInForce> all) {
    static final Doses NONE = new Doses(List.of());

    Doses {
        all = List.copyOf(all);
    }

    Doses with(DoseInForce dose) {
        List<DoseInForce> more = new ArrayList<>(all);
        more.add(dose);
        return new Doses(more);
    }

    Doses without(DoseInForce dose) {
        return new Doses(all.stream().filter(other -> other != dose).toList());
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether any dose looks at single requests. */
    boolean decideRequests() {
        for (DoseInForce dose : all) {
            if (dose.decidesRequests()) {
                return true;
            }
        }
        return false;
    }

    /** The first dose of a kind that touches this connection as a whole. */
    @Nullable
    DoseInForce onConnection(Order.Kind kind, long ordinal) {
        for (DoseInForce dose : all) {
            if (dose.is(kind) && dose.insideConnection(ordinal)) {
                return dose;
            }
        }
        return null;
    }

    /** The latency doses that touch this connection as a whole. */
    List<DoseInForce> delaying(long ordinal) {
        if (all.isEmpty()) {
            return List.of();
        }
        return all.stream()
                .filter(dose -> dose.is(Order.Kind.LATENCY) && dose.insideConnection(ordinal))
                .toList();
    }

    List<DoseInForce> onRequest(HttpHeads.Head head, long ordinal, long request) {
        return all.stream()
                .filter(dose -> dose.insideRequest(head, ordinal, request))
                .toList();
    }

    /** Counts a request whose head has come in full, and that of those doses that have its whole connection. */
    void sawRequest(long ordinal) {
        for (DoseInForce dose : all) {
            dose.sawRequest();
            if (dose.insideConnection(ordinal)) {
                dose.touchedRequest();
            }
        }
    }

    void sawConnection() {
        all.forEach(DoseInForce::sawConnection);
    }

    /** One drawn delay, in nanoseconds. */
    static long delay(List<DoseInForce> delaying) {
        long sum = 0;
        for (DoseInForce dose : delaying) {
            sum += dose.nextDelay();
        }
        return sum;
    }
}

package dev.tensile.engine.local;

import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.StreamHarm;
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

    boolean has(DoseInForce dose) {
        return all.contains(dose);
    }

    /** Whether any dose looks at single requests. */
    boolean lookAtRequests() {
        for (DoseInForce dose : all) {
            if (dose.looksAtRequests()) {
                return true;
            }
        }
        return false;
    }

    /** The first dose of a kind that touches this connection as a whole, now that it opens or carries bytes. */
    @Nullable
    DoseInForce onConnection(Class<? extends LinkFault> fault, long ordinal) {
        for (DoseInForce dose : all) {
            if (dose.is(fault) && dose.meetsBytes()) {
                dose.met(ordinal);
                if (dose.insideConnection(ordinal)) {
                    return dose;
                }
            }
        }
        return null;
    }

    /** Bytes go one way over a connection. */
    void sawBytes(LinkFault.Direction way, long ordinal) {
        for (DoseInForce dose : all) {
            if (dose.meetsBytes() && dose.actsOn(way)) {
                dose.met(ordinal);
                if (dose.insideConnection(ordinal)) {
                    dose.touchedConnection(ordinal);
                }
            }
        }
    }

    /** The first dose that refuses this connection now. */
    @Nullable
    DoseInForce refusing(long ordinal) {
        for (DoseInForce dose : all) {
            boolean flaps = isFlapping(dose, StreamHarm.Flapping.Down.REFUSING) && dose.isDown();
            if (flaps) {
                dose.met(ordinal);
            }
            if ((flaps || dose.is(LinkFault.Refuse.class)) && dose.insideConnection(ordinal)) {
                return dose;
            }
        }
        return null;
    }

    /** Whether nobody at all is to be let in now. */
    boolean refuseEverybody() {
        return all.stream().anyMatch(Doses::refusesEverybody);
    }

    static boolean refusesEverybody(DoseInForce dose) {
        boolean refuses = dose.is(LinkFault.Refuse.class)
                || (isFlapping(dose, StreamHarm.Flapping.Down.REFUSING) && dose.isDown());
        return refuses && dose.order().isTotal();
    }

    private static boolean isFlapping(DoseInForce dose, StreamHarm.Flapping.Down how) {
        return dose.fault() instanceof LinkFault.Stream stream
                && stream.harm() instanceof StreamHarm.Flapping flapping
                && flapping.whileDown() == how;
    }

    /** The first dose under which one way of this connection is dead. */
    @Nullable
    DoseInForce deadening(LinkFault.Direction way, long ordinal) {
        for (DoseInForce dose : all) {
            if (isHalfOpen(dose) && dose.actsOn(way) && dose.insideConnection(ordinal)) {
                return dose;
            }
        }
        return null;
    }

    static boolean isHalfOpen(DoseInForce dose) {
        return dose.fault() instanceof LinkFault.Stream stream && stream.harm() instanceof StreamHarm.HalfOpen;
    }

    List<DoseInForce> onRequest(HttpHeads.Head head, long ordinal, long request) {
        return all.stream()
                .filter(dose -> dose.insideRequest(head, ordinal, request))
                .toList();
    }

    /** Counts a request whose head has come in full, and that of those doses that have its whole connection. */
    void sawRequest(HttpHeads.Head head, long ordinal) {
        for (DoseInForce dose : all) {
            if (dose.is(LinkFault.Database.class) || !dose.isAbout(head)) {
                continue;
            }
            if (dose.decidesRequests()) {
                dose.deeds().sawRequestOfTrace(head);
            } else {
                dose.deeds().sawRequest();
            }
            if (dose.order().route().isPresent()) {
                dose.met(ordinal);
            } else if (dose.insideConnection(ordinal) && !dose.needsOccasion()) {
                dose.deeds().touchedRequest();
            }
        }
    }

    void sawConnection() {
        all.forEach(dose -> dose.deeds().sawConnection());
    }

    /** What the latencies in force add to a round trip on this connection, on average. */
    long addedRoundTrip(long ordinal) {
        long sum = 0;
        for (DoseInForce dose : all) {
            sum += dose.insideConnection(ordinal) ? dose.roundTrip() : 0;
        }
        return sum;
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

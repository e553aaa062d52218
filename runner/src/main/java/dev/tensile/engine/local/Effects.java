package dev.tensile.engine.local;

import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.StreamHarm;
import java.util.Optional;

/** The effect of a dose on one way over one connection, if it has one there. */
final class Effects {
    /** What an effect may do to the connection. */
    interface Connection {
        long ordinal();

        /** Resets it once what went this way has been taken by the system, and some time to arrive. */
        void abortBehind(Runnable done);

        /** Ends this way of it. */
        void endWay();

        /** The round trip that the doses in force add to it. */
        long addedRoundTrip();
    }

    private Effects() {}

    static Optional<Effect> of(DoseInForce dose, LinkFault.Direction way, Connection on) {
        if (dose.decidesRequests() || !dose.actsOn(way)) {
            return Optional.empty();
        }
        boolean inside = dose.insideConnection(on.ordinal());
        LinkFault fault = dose.fault();
        if (fault instanceof LinkFault.Stream stream) {
            return ofStream(dose, stream.harm(), inside, on);
        }
        if (!inside) {
            return Optional.empty();
        }
        if (fault instanceof LinkFault.Latency) {
            return Optional.of(new Late(dose));
        }
        if (fault instanceof LinkFault.Packets) {
            return Optional.of(new Loss(dose, on));
        }
        return fault instanceof LinkFault.Bandwidth
                ? Optional.of(dose.throttle(way).forOne(on))
                : Optional.empty();
    }

    /** A dose that needs an occasion looks at connections outside, too, to know whether they give one. */
    private static Optional<Effect> ofStream(DoseInForce dose, StreamHarm harm, boolean inside, Connection on) {
        if (harm instanceof StreamHarm.ResetAfterBytes reset) {
            return Optional.of(new Limit(dose, reset.bytes(), Limit.Then.RESET, inside, on));
        }
        if (harm instanceof StreamHarm.Truncate truncate) {
            return Optional.of(new Limit(dose, truncate.bytes(), Limit.Then.END, inside, on));
        }
        if (harm instanceof StreamHarm.SlowClose) {
            return Optional.of(new LateEnd(dose, inside, on.ordinal()));
        }
        if (harm instanceof StreamHarm.Flapping flapping && flapping.whileDown() == StreamHarm.Flapping.Down.SILENT) {
            return Optional.of(new Stalls(dose, inside, on.ordinal()));
        }
        if (inside && harm instanceof StreamHarm.Slices slices) {
            return Optional.of(new Sliced(dose, slices));
        }
        return inside && harm instanceof StreamHarm.Corruption
                ? Optional.of(new Corrupted(dose, on.ordinal()))
                : Optional.empty();
    }
}

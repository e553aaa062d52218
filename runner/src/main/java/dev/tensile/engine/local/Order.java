package dev.tensile.engine.local;

import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.HttpRoute;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.Scope;
import java.time.Duration;
import java.util.Optional;

/**
 * A dose as it is told to a link process.
 *
 * @param id chosen by the one who orders, so that it can be taken back before the answer has come
 * @param limitNanos after which the link reverts it by itself
 */
record Order(long id, LinkFault fault, BlastRadius radius, Intensity intensity, long seed, long limitNanos) {
    static Order of(long id, Dose dose, Duration timeLimit, long seed) {
        if (!(dose.fault() instanceof LinkFault fault)) {
            throw new IllegalArgumentException(dose + " is nothing for a link: the plan was not checked");
        }
        return new Order(id, fault, dose.radius(), dose.intensity(), seed, timeLimit.toNanos());
    }

    Scope scope() {
        return radius.scope();
    }

    double share() {
        return radius.share().fraction();
    }

    boolean isTotal() {
        return share() >= 1;
    }

    /** Which requests it is about, if it is about HTTP whatever the scope. */
    Optional<HttpRoute> route() {
        if (fault instanceof LinkFault.HttpDelay delay) {
            return Optional.of(delay.route());
        }
        return fault instanceof LinkFault.Http http ? Optional.of(http.route()) : Optional.empty();
    }

    /** Which way it acts; both if it has no direction. */
    LinkFault.Direction direction() {
        if (fault instanceof LinkFault.Latency latency) {
            return latency.direction();
        }
        if (fault instanceof LinkFault.Packets packets) {
            return packets.direction();
        }
        if (fault instanceof LinkFault.Bandwidth bandwidth) {
            return bandwidth.direction();
        }
        return fault instanceof LinkFault.Stream stream && stream.harm().isDirected()
                ? stream.direction()
                : LinkFault.Direction.BOTH;
    }
}

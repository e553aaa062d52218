package dev.tensile.engine.local;

import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.HttpHarm;
import dev.tensile.experiment.HttpRoute;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.JitterShape;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.LinkFault.Direction;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Share;
import dev.tensile.experiment.StreamHarm;
import java.time.Duration;

/** Doses for a link, as short as a test needs them. */
final class Sent {
    static final BlastRadius ALL = new BlastRadius(Scope.CONNECTIONS, Share.ALL);
    static final BlastRadius ALL_REQUESTS = new BlastRadius(Scope.REQUESTS, Share.ALL);

    private Sent() {}

    static Dose latency(Dependency on, BlastRadius radius, Direction direction, int millis) {
        return new Dose(
                new LinkFault.Latency(on, JitterShape.UNIFORM, Share.NOTHING, direction),
                radius,
                new Intensity.Delay(Duration.ofMillis(millis), Duration.ZERO));
    }

    static Dose loss(Dependency on, LinkFault.PacketHarm harm, Direction direction, double percent) {
        return new Dose(
                new LinkFault.Packets(on, harm, Share.NOTHING, direction),
                ALL,
                new Intensity.Portion(Share.ofPercent(percent)));
    }

    static Dose bandwidth(Dependency on, Direction direction, long bitsPerSecond) {
        return new Dose(new LinkFault.Bandwidth(on, direction), ALL, new Intensity.Throughput(bitsPerSecond));
    }

    static Dose stream(Dependency on, StreamHarm harm, Direction direction) {
        return stream(on, harm, direction, ALL, new Intensity.Full());
    }

    static Dose stream(Dependency on, StreamHarm harm, Direction direction, BlastRadius radius, Intensity intensity) {
        return new Dose(new LinkFault.Stream(on, harm, direction), radius, intensity);
    }

    static Dose http(Dependency on, BlastRadius radius, HttpRoute route, HttpHarm harm) {
        return new Dose(new LinkFault.Http(on, route, harm), radius, new Intensity.Full());
    }

    static Dose http(Dependency on, HttpHarm harm) {
        return http(on, ALL_REQUESTS, HttpRoute.ANY, harm);
    }

    static Dose httpDelay(Dependency on, HttpRoute route, int millis) {
        return new Dose(
                new LinkFault.HttpDelay(on, route),
                ALL_REQUESTS,
                new Intensity.Delay(Duration.ofMillis(millis), Duration.ZERO));
    }
}

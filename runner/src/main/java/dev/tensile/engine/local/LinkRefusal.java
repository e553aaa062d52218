package dev.tensile.engine.local;

import dev.tensile.experiment.Dose;
import dev.tensile.experiment.HttpHarm;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.Scope;
import java.util.Optional;

/** Why a link cannot do what a dose asks, and what to write instead. */
record LinkRefusal(String why, String mend) {
    /** Empty if it can. */
    static Optional<LinkRefusal> of(Dose dose) {
        if (!(dose.fault() instanceof LinkFault fault) || dose.radius().scope() == Scope.INSTANCES) {
            return Optional.of(new LinkRefusal(
                    "the local engine cannot inject \"" + dose + "\"",
                    "run it with --on chaosmesh or --on litmus; tensile faults says what each engine can do"));
        }
        boolean requests = dose.radius().scope() == Scope.REQUESTS;
        if (fault instanceof LinkFault.Packets packets && packets.harm() == LinkFault.PacketHarm.DUPLICATE) {
            return Optional.of(new LinkRefusal(
                    "a link carries streams, and TCP hides a packet that arrives twice: \"" + dose
                            + "\" would change nothing that anybody can see",
                    "leave it out, or run it with --on chaosmesh or --on litmus"));
        }
        if (requests && (fault instanceof LinkFault.Packets || fault instanceof LinkFault.Bandwidth)) {
            return Optional.of(new LinkRefusal(
                    fault.kind() + " acts on a stream, in which requests have no packets of their own",
                    "write `of connections` instead of `of requests`"));
        }
        if (fault instanceof LinkFault.Http http
                && http.harm() instanceof HttpHarm.Status status
                && status.status() < 200) {
            return Optional.of(new LinkRefusal(
                    "a request that is answered " + status.status() + " still waits for its answer (RFC 9110 §15.2)",
                    "use a status from 200 on, or blackhole(on = …) for no answer at all"));
        }
        return Optional.empty();
    }
}

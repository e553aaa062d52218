package dev.tensile.engine.litmus;

import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.Verification;
import dev.tensile.engine.kubernetes.ClusterRefused;
import dev.tensile.engine.kubernetes.Instance;
import dev.tensile.engine.kubernetes.NotInForce;
import dev.tensile.engine.kubernetes.Watch;
import dev.tensile.run.Undo;
import java.util.List;

/** How Litmus is talked to in one run: by its custom resources, or through a ChaosCenter. */
interface Way extends AutoCloseable {
    /** Where the fault of a dose will be found. */
    EngineResource resource(DoseOrder order, LitmusSpec spec);

    Undo undoOf(EngineResource resource, DoseOrder order);

    /**
     * @param before the running pods that may be hurt; empty if they cannot be seen
     * @throws NotInForce if it is not shown to be; something of it may be there
     */
    Injected inject(EngineResource resource, LitmusSpec spec, DoseOrder order, List<Instance> before);

    /** Goes on also when the thread is interrupted. */
    TakingBack.Result takeBack(EngineResource resource);

    /** @throws RuntimeException if it cannot be looked at */
    Watch.Seen look(EngineResource resource, LitmusSpec spec);

    /** Asks for anything. */
    void ping();

    /** Whether a failure to look or to ask was no answer at all. */
    boolean isSilence(RuntimeException failed);

    /**
     * All pods that have the labels; empty if they cannot be seen from here.
     *
     * @throws ClusterRefused if the cluster does not answer
     */
    List<Instance> pods(LitmusSpec spec);

    /** What else it knows of a fault that has been taken back, in sentences. */
    List<String> remarks(EngineResource resource);

    Verification verify();

    @Override
    void close();
}

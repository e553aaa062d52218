package dev.tensile.engine.kubernetes;

import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineException.Category;
import java.util.function.Function;

/** How an engine gets at its cluster; what refuses it is a matter of the environment. */
public final class Access {
    private Access() {}

    /** @throws EngineException that says why there is no way to it */
    public static Cluster open(Function<String, Cluster> connect, String context) {
        try {
            return connect.apply(context);
        } catch (ClusterRefused refused) {
            throw refused(refused);
        }
    }

    /** The refusal as the engine's own. */
    public static EngineException refused(ClusterRefused refused) {
        return new EngineException(
                Category.ENVIRONMENT,
                String.valueOf(refused.getMessage()),
                "check with kubectl get --raw /version that the cluster answers you",
                refused);
    }
}

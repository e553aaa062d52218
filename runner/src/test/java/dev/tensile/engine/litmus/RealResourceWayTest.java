package dev.tensile.engine.litmus;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** By custom resources, for real. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
@EnabledIfEnvironmentVariable(
        named = "TENSILE_KUBECONFIG",
        matches = ".+",
        disabledReason = "skipped: TENSILE_KUBECONFIG names no cluster with Litmus")
final class RealResourceWayTest extends RealLitmus {
    RealResourceWayTest() {
        super(Way.RESOURCES);
    }
}

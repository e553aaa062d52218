package dev.tensile.engine.litmus;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Through a ChaosCenter, for real; the kubeconfig leads to its infrastructure's cluster. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
@EnabledIfEnvironmentVariable(
        named = "TENSILE_CHAOSCENTER_URL",
        matches = ".+",
        disabledReason = "skipped: TENSILE_CHAOSCENTER_URL names no ChaosCenter")
@EnabledIfEnvironmentVariable(
        named = "TENSILE_KUBECONFIG",
        matches = ".+",
        disabledReason = "skipped: TENSILE_KUBECONFIG names no cluster with Litmus")
final class RealCenterWayTest extends RealLitmus {
    RealCenterWayTest() {
        super(Way.CHAOSCENTER);
    }
}

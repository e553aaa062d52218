package dev.tensile.engine.litmus;

import dev.tensile.engine.litmus.center.AppInfo;
import dev.tensile.engine.litmus.center.FaultStep;
import dev.tensile.engine.litmus.center.LitmusFault;
import dev.tensile.experiment.Pods;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a dose is in the words of Litmus.
 *
 * @param app whose pods they are
 * @param env without times
 * @param hurt the pods that tell whether it is in force; none or one, none if it names what it hurts by itself
 * @param percent of the pods, rounded down by Litmus; 0 is one pod
 * @param warnings where it is not quite what was asked, in sentences
 */
record LitmusSpec(
        LitmusFault fault, Pods app, Map<String, String> env, List<Pods> hurt, int percent, List<String> warnings) {
    static final Set<LitmusFault> ONCE =
            EnumSet.of(LitmusFault.POD_DELETE, LitmusFault.CONTAINER_KILL, LitmusFault.SPRING_BOOT_APP_KILL);

    /**
     * What Litmus wants to hear, although its faults look at the labels alone: they take every pod that has them, whoever owns
     * it (litmus-go, {@code pkg/utils/common/pods.go}). Without it, the operator refuses the labels.
     */
    private static final String OWNER = "deployment";

    LitmusSpec {
        env = Map.copyOf(env);
        hurt = List.copyOf(hurt);
        warnings = List.copyOf(warnings);
    }

    /** Whether what is done cannot be taken back, only waited out. */
    boolean isOnce() {
        return ONCE.contains(fault);
    }

    /** How many of so many pods it hurts, at least; 1 where it cannot be known. */
    int expected(int running) {
        return hurt.isEmpty() ? 1 : Math.max(1, running * percent / 100);
    }

    /** @param lifetime from its injection on; then the fault's own pod takes it back, whether or not anybody asks */
    FaultStep step(String name, Duration lifetime, Map<String, String> labels) {
        String seconds =
                String.valueOf(Math.max(1, lifetime.plusNanos(999_999_999).toSeconds()));
        Map<String, String> whole = new TreeMap<>(env);
        whole.put("TOTAL_CHAOS_DURATION", seconds);
        whole.put("DEFAULT_HEALTH_CHECK", "false");
        if (isOnce()) {
            whole.put("CHAOS_INTERVAL", seconds);
        }
        return FaultStep.of(name, fault, new AppInfo(app.namespace(), app.selector(), OWNER), whole)
                .withLabels(labels);
    }
}

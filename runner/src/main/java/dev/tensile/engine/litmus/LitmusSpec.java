package dev.tensile.engine.litmus;

import dev.tensile.engine.kubernetes.CannotDo;
import dev.tensile.engine.kubernetes.Instance;
import dev.tensile.engine.litmus.center.AppInfo;
import dev.tensile.engine.litmus.center.FaultStep;
import dev.tensile.engine.litmus.center.LitmusFault;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Pods;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a dose is in the words of Litmus.
 *
 * @param app whose pods they are
 * @param env without times
 * @param hurt the pods that tell whether it is in force; none or one, none if it names what it hurts by itself
 * @param warnings where it is not quite what was asked, in sentences
 * @param owner what the pods belong to, in Litmus' word: it passes over those that belong to something else (litmus-go, {@code
 *     pkg/utils/common/pods.go})
 */
record LitmusSpec(
        LitmusFault fault,
        Pods app,
        Map<String, String> env,
        List<Pods> hurt,
        BlastRadius radius,
        List<String> warnings,
        String owner) {
    static final Set<LitmusFault> ONCE =
            EnumSet.of(LitmusFault.POD_DELETE, LitmusFault.CONTAINER_KILL, LitmusFault.SPRING_BOOT_APP_KILL);

    private static final String DEPLOYMENT = "deployment";
    private static final String SEQUENCE = "SEQUENCE";

    LitmusSpec {
        env = Map.copyOf(env);
        hurt = List.copyOf(hurt);
        warnings = List.copyOf(warnings);
    }

    /** For the pods of a deployment, until somebody has looked. */
    LitmusSpec(
            LitmusFault fault,
            Pods app,
            Map<String, String> env,
            List<Pods> hurt,
            BlastRadius radius,
            List<String> warnings) {
        this(fault, app, env, hurt, radius, warnings, DEPLOYMENT);
    }

    /** Whether what is done cannot be taken back, only waited out. */
    boolean isOnce() {
        return ONCE.contains(fault);
    }

    /** Whether anybody can see that it is in force while it is; Litmus tells of some faults' targets only when all is over. */
    boolean canBeShown() {
        return isOnce() || tellsOfPods(fault) || Footprint.of(this).isPresent();
    }

    /** Whether its helpers write every pod down as they hurt it. */
    private static boolean tellsOfPods(LitmusFault fault) {
        return fault.place() == LitmusFault.Place.NODE && fault.tunables().containsKey(NativeFault.SHARE_OF_PODS);
    }

    /** One pod, whichever; the only radius that can be shown without a look at the pods. */
    boolean isOneInstance() {
        return !hurt.isEmpty() && radius.count() == 1;
    }

    /** Whether what ChaosCenter's agent tells is enough to show that it is in force. */
    boolean canBeShownBlind() {
        return isOneInstance() && tellsOfPods(fault) && !isOnce();
    }

    /** How many of so many pods it hurts; 1 where it cannot be known. */
    int expected(int pods) {
        return hurt.isEmpty() ? 1 : Math.max(1, radius.instancesOf(pods));
    }

    /**
     * The same for these pods: with their owner, and with the percentage that Litmus, which rounds down, makes as many pods of as
     * were asked for.
     *
     * @param pods all that have the labels; empty if they cannot be seen
     * @throws CannotDo if no percentage does, or if they belong to several kinds of things
     */
    LitmusSpec aimedAt(List<Instance> pods) {
        if (pods.isEmpty() || hurt.isEmpty()) {
            return this;
        }
        Set<String> owners = pods.stream().map(LitmusSpec::ownerOf).collect(Collectors.toCollection(TreeSet::new));
        if (owners.size() > 1) {
            throw new CannotDo(
                    "Litmus takes the pods of one kind of owner, and those of " + app.selector() + " belong to "
                            + owners,
                    "choose them by a label that only one of these has");
        }
        Map<String, String> aimed = new TreeMap<>(env);
        aimed.put(NativeFault.SHARE_OF_PODS, String.valueOf(percentOf(expected(pods.size()), pods.size())));
        return new LitmusSpec(
                fault, app, aimed, hurt, radius, warnings, owners.iterator().next());
    }

    private int percentOf(int some, int all) {
        int percent = some == 1 ? 0 : (int) Math.ceil(100.0 * some / all - 1e-9);
        if (Math.max(1, percent * all / 100) != some) {
            throw new CannotDo(
                    "Litmus cannot take " + some + " of " + all + " pods: it takes whole percents of them",
                    "ask for another share");
        }
        return percent;
    }

    /** A Rollout's pods belong to a ReplicaSet, too; that of the ReplicaSet is not looked at. */
    private static String ownerOf(Instance pod) {
        return switch (pod.owner()) {
            case "StatefulSet" -> "statefulset";
            case "DaemonSet" -> "daemonset";
            default -> DEPLOYMENT;
        };
    }

    /** @param lifetime from its injection on; then the fault's own pod takes it back, whether or not anybody asks */
    FaultStep step(String name, Duration lifetime, Map<String, String> labels) {
        String seconds =
                String.valueOf(Math.max(1, lifetime.plusNanos(999_999_999).toSeconds()));
        Map<String, String> whole = new TreeMap<>(env);
        whole.put("TOTAL_CHAOS_DURATION", seconds);
        whole.put("DEFAULT_HEALTH_CHECK", "false");
        if (fault.tunables().containsKey(SEQUENCE)) {
            whole.put(SEQUENCE, "parallel");
        }
        if (isOnce()) {
            whole.put("CHAOS_INTERVAL", seconds);
        }
        return FaultStep.of(name, fault, new AppInfo(app.namespace(), app.selector(), owner), whole)
                .withLabels(labels);
    }
}

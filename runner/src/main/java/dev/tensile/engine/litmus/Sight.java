package dev.tensile.engine.litmus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tensile.engine.kubernetes.Watch;
import dev.tensile.engine.litmus.center.ChaosResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a ChaosEngine, its ChaosResult and its events say. Litmus has no condition "injected": it is read off the targets that
 * the fault's helpers write into the result, pod by pod.
 *
 * @param uid of the engine; all pods of its run have it in their label {@code chaosUID}
 * @param wish what somebody wants of it
 * @param announced whether the fault's pod has said that it begins; none of its targets need be hurt yet
 * @param failure why it will never be in force; empty if it may be
 */
record Sight(
        String uid, Stage stage, Wish wish, Optional<ChaosResult> result, boolean announced, Optional<String> failure) {
    /** After these nothing more comes; the runner tries some of them again, for ever. */
    private static final Set<String> HOPELESS =
            Set.of("ExperimentNotFound", "ExperimentSkipped", "JobCreationError", "ChaosResourceNotFound");

    /** How far the operator is. */
    enum Stage {
        NOT_SEEN_BY_THE_OPERATOR,
        RUNNING,
        COMPLETED,
        STOPPED
    }

    /** What somebody has asked for. */
    enum Wish {
        RUN,
        STOP,
        DELETE
    }

    static Sight of(JsonNode engine, Optional<JsonNode> result, List<JsonNode> events) {
        Stage stage = switch (engine.path("status").path("engineStatus").asText()) {
            case "" -> Stage.NOT_SEEN_BY_THE_OPERATOR;
            case "completed" -> Stage.COMPLETED;
            case "stopped" -> Stage.STOPPED;
            default -> Stage.RUNNING;
        };
        boolean stop = engine.path("spec").path("engineState").asText().equals("stop");
        Wish wish = engine.path("metadata").hasNonNull("deletionTimestamp") ? Wish.DELETE : stop ? Wish.STOP : Wish.RUN;
        Optional<ChaosResult> read = result.map(ChaosResult::of);
        return new Sight(
                engine.path("metadata").path("uid").asText(),
                stage,
                wish,
                read,
                events.stream().anyMatch(event -> event.path("reason").asText().equals("ChaosInject")),
                failure(read).or(() -> failure(engine)).or(() -> failure(events)));
    }

    /** With no engine to be seen, as ChaosCenter tells of one. */
    static Sight of(Stage stage, Optional<ChaosResult> result) {
        return new Sight("", stage, Wish.RUN, result, false, failure(result));
    }

    private static Optional<String> failure(Optional<ChaosResult> result) {
        return result.filter(one -> !one.errorCode().isEmpty() || one.verdict().equals("Error"))
                .map(one -> (one.errorCode().isEmpty() ? one.phase() : one.errorCode()) + ": " + one.errorReason());
    }

    private static Optional<String> failure(JsonNode engine) {
        String status = engine.at("/status/experiments/0/status").asText();
        return status.equals("ChaosExperiment Not Found") || status.equals("Skipped")
                ? Optional.of("the operator says \"" + status + "\"")
                : Optional.empty();
    }

    private static Optional<String> failure(List<JsonNode> events) {
        return events.stream()
                .filter(event -> HOPELESS.contains(event.path("reason").asText()))
                .map(event -> event.path("reason").asText() + ": "
                        + event.path("message").asText())
                .findFirst();
    }

    /** The state of each target, by its kind and name; what is written while it is at work comes before what is written at the end. */
    List<ChaosResult.Target> targets() {
        return List.copyOf(byName().values());
    }

    private Map<String, ChaosResult.Target> byName() {
        Map<String, ChaosResult.Target> targets = new LinkedHashMap<>();
        result.ifPresent(one -> {
            one.targets().forEach(target -> targets.put(target.kind() + "/" + target.name(), target));
            one.interim().forEach(target -> targets.put(target.kind() + "/" + target.name(), target));
        });
        return targets;
    }

    boolean knowsTargets() {
        return !byName().isEmpty();
    }

    /** Those under the fault now. */
    Set<String> injected() {
        Set<String> names = new TreeSet<>();
        byName().values().stream().filter(ChaosResult.Target::isInjected).forEach(target -> names.add(target.name()));
        return names;
    }

    /** Whether its fault's pod failed to put something back. */
    boolean failedToRevert() {
        return result.filter(one -> one.errorCode().equals("CHAOS_REVERT_ERROR"))
                .isPresent();
    }

    /** Whether every target that is told of is hurt, and they are as many as were asked for. */
    boolean shows(int expected) {
        Set<String> hurt = injected();
        return hurt.size() >= expected && hurt.size() == targets().size();
    }

    /** How many are hurt, and why not more. */
    Watch.Seen seen(LitmusSpec spec) {
        if (failure.isPresent()) {
            return new Watch.Seen(0, failure.get());
        }
        if (stage == Stage.COMPLETED) {
            return spec.isOnce() ? new Watch.Seen(Integer.MAX_VALUE, "") : new Watch.Seen(0, "its time was over");
        }
        if (wish != Wish.RUN || stage == Stage.STOPPED) {
            return new Watch.Seen(0, wish == Wish.DELETE ? "somebody deleted it" : "somebody stopped it");
        }
        if (spec.isOnce() || !knowsTargets()) {
            return new Watch.Seen(Integer.MAX_VALUE, "");
        }
        int hurt = injected().size();
        return new Watch.Seen(hurt, hurt == 0 ? "its time was over" : "an instance is not under it any longer");
    }
}

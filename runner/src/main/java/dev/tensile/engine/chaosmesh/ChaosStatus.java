package dev.tensile.engine.chaosmesh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tensile.engine.kubernetes.Watch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the status of a chaos resource says, read by the rules of its controllers' source, not by its conditions: those lag, and
 * {@code AllRecovered} is true also before anything was injected and while every attempt fails.
 *
 * @param desired what the controllers are about to do
 * @param records empty until pods have been selected
 */
record ChaosStatus(String name, Phase desired, List<Target> records, Stage stage, Course course) {
    /** Actions that are done once: their records stay injected, and only the deletion of the object ends them. */
    private static final Set<String> ONCE =
            Set.of("pod-kill", "container-kill", "ec2-restart", "node-reset", "vm-restart");

    /** {@code desiredPhase}. */
    enum Phase {
        RUN,
        STOP,
        UNKNOWN
    }

    /** Whether somebody has asked for an end. */
    enum Stage {
        STANDING,
        PAUSED,
        DELETING
    }

    /** Whether it lasts. */
    enum Course {
        LASTING,
        ONCE
    }

    ChaosStatus {
        records = List.copyOf(records);
    }

    static ChaosStatus of(JsonNode resource) {
        JsonNode experiment = resource.path("status").path("experiment");
        List<Target> targets = new ArrayList<>();
        experiment.path("containerRecords").forEach(record -> targets.add(Target.of(record)));
        JsonNode metadata = resource.path("metadata");
        boolean paused = "true"
                .equals(metadata.path("annotations").path(ChaosResource.PAUSE).asText());
        Stage stage = paused ? Stage.PAUSED : Stage.STANDING;
        return new ChaosStatus(
                metadata.path("name").asText(),
                switch (experiment.path("desiredPhase").asText()) {
                    case "Run" -> Phase.RUN;
                    case "Stop" -> Phase.STOP;
                    default -> Phase.UNKNOWN;
                },
                targets,
                metadata.hasNonNull("deletionTimestamp") ? Stage.DELETING : stage,
                ONCE.contains(resource.path("spec").path("action").asText()) ? Course.ONCE : Course.LASTING);
    }

    /** Wanted, and done to every target. */
    boolean isInjected() {
        return desired == Phase.RUN && !records.isEmpty() && records.stream().allMatch(Target::isInjected);
    }

    /**
     * Unwanted, and taken back from every target that it had been done to. That one whose pod is gone counts as taken back: it
     * does not say that the application is well.
     */
    boolean isRecovered() {
        return desired == Phase.STOP && records.stream().allMatch(Target::isRecovered);
    }

    /** Whether the targets have been drawn; it is done once, and never again. */
    boolean hasSelected() {
        return !records.isEmpty();
    }

    /** Why it is not done to some target yet; empty if no attempt has failed. */
    Optional<String> failure(Target.Operation operation) {
        return records.stream()
                .filter(target -> operation == Target.Operation.APPLY ? !target.isInjected() : !target.isRecovered())
                .flatMap(target ->
                        target.lastFailure(operation).stream().map(failed -> target.id() + ": " + failed.message()))
                .findFirst();
    }

    /** When it was first done to each target, by the controllers' clock, to a second; those for which they say so. */
    List<Instant> applied() {
        return records.stream()
                .flatMap(target -> target.first(Target.Operation.APPLY).stream())
                .toList();
    }

    /** When it was first taken back from each target, by the controllers' clock, to a second; those for which they say so. */
    List<Instant> recovered() {
        return records.stream()
                .flatMap(target -> target.first(Target.Operation.RECOVER).stream())
                .toList();
    }

    Optional<Instant> firstRecovered() {
        return recovered().stream().min(Instant::compareTo);
    }

    /** Those that are hurt; the far end of a link is listed too, and is only looked at. */
    List<Target> hurt() {
        return records.stream().filter(Target::isHurt).toList();
    }

    /** How many instances are hurt, and why not more. */
    Watch.Seen seen() {
        int injected = (int) hurt().stream()
                .filter(Target::isInjected)
                .map(Target::instance)
                .distinct()
                .count();
        if (stage != Stage.STANDING) {
            return new Watch.Seen(0, stage == Stage.PAUSED ? "somebody paused it" : "somebody deleted it");
        }
        return desired == Phase.STOP
                ? new Watch.Seen(0, "its time was over")
                : new Watch.Seen(injected, "an instance is gone");
    }
}

package dev.tensile.engine.litmus.center;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a fault found and left, from its ChaosResult.
 *
 * @param errorCode such as {@code CHAOS_REVERT_ERROR}, else empty
 * @param targets what was hurt, as of the end of the fault
 * @param interim what was hurt, as of now: from the annotations that the fault writes while it is at work
 */
public record ChaosResult(
        String phase,
        String verdict,
        String probeSuccessPercentage,
        String errorCode,
        String errorReason,
        List<ProbeStatus> probes,
        List<Target> targets,
        List<Target> interim) {
    public ChaosResult {
        probes = List.copyOf(probes);
        targets = List.copyOf(targets);
        interim = List.copyOf(interim);
    }

    /** Reads the custom resource; whatever is missing there is empty. */
    public static ChaosResult of(JsonNode resource) {
        return ExecutionReader.result(resource);
    }

    /** @param verdict {@code Passed}, {@code Failed}, {@code N/A} or {@code Awaited} */
    public record ProbeStatus(String name, String type, String mode, String verdict, String description) {}

    /** @param chaosStatus {@code targeted}, {@code injected} or {@code reverted} */
    public record Target(String kind, String name, String chaosStatus) {
        public boolean isInjected() {
            return chaosStatus.equals("injected");
        }

        public boolean isReverted() {
            return chaosStatus.equals("reverted");
        }
    }

    /** Whether a target is known to be hurt at this moment. */
    public boolean isInjected() {
        return interim.stream().anyMatch(Target::isInjected) || targets.stream().anyMatch(Target::isInjected);
    }

    /** Whether every target that is known is known to be put back. Not shown is not reverted. */
    public boolean isReverted() {
        return !targets.isEmpty()
                && targets.stream().allMatch(Target::isReverted)
                && interim.stream().allMatch(Target::isReverted);
    }
}

package dev.tensile.engine.litmus.center;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the agent tells of a run ({@code executionData}). All times are to the second, by the cluster's clock.
 *
 * @param namespace of the workflow; empty while ChaosCenter itself tells
 */
public record Execution(
        String name,
        String namespace,
        Phase phase,
        String message,
        Optional<Instant> createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        List<Node> nodes) {
    public Execution {
        nodes = List.copyOf(nodes);
    }

    /** The nodes that are faults. */
    public List<Chaos> faults() {
        return nodes.stream().flatMap(node -> node.chaos().stream()).toList();
    }

    /**
     * A step of the workflow. That a fault's step has started does not say that the fault is in force: images are pulled and
     * checks are made first.
     *
     * @param type Argo's word, or {@code ChaosEngine} for a fault
     */
    public record Node(
            String id,
            String name,
            String type,
            Phase phase,
            String message,
            Optional<Instant> startedAt,
            Optional<Instant> finishedAt,
            List<String> children,
            Optional<Chaos> chaos) {
        public Node {
            children = List.copyOf(children);
        }
    }

    /**
     * A fault of the run.
     *
     * @param status such as {@code Running} or {@code Completed}
     * @param verdict {@code Awaited}, {@code Pass}, {@code Fail}, {@code Stopped} or {@code Error}; a pass without probes says
     *     nothing
     * @param failStep where it failed, else empty
     */
    public record Chaos(
            String engineUid,
            String engineName,
            String namespace,
            String faultName,
            String status,
            String verdict,
            String experimentPod,
            String runnerPod,
            String probeSuccessPercentage,
            String failStep,
            Optional<Instant> updatedAt,
            Optional<ChaosResult> result) {}
}

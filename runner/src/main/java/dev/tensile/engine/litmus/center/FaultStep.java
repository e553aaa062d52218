package dev.tensile.engine.litmus.center;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tensile.engine.EngineException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One fault of an experiment.
 *
 * @param generateName the beginning of its ChaosEngine's name; none in an experiment may be a part of another
 * @param env the fault's tunables, checked by {@link LitmusFault#env}
 * @param weight in the resiliency score, 0 to 10
 * @param probes either all stored ones or all inline ones; none is allowed, and then a "Pass" says nothing
 * @param labels of its ChaosEngine, beside those that ChaosCenter sets
 * @param gracePeriod that helper pods have to revert when they are stopped, at least 30 s: without it they have none
 */
public record FaultStep(
        String generateName,
        LitmusFault fault,
        AppInfo app,
        Map<String, String> env,
        int weight,
        List<StepProbe> probes,
        Map<String, String> labels,
        Duration gracePeriod) {
    public static final Duration LEAST_GRACE = Duration.ofSeconds(30);
    public static final int DEFAULT_WEIGHT = 10;

    /** @throws EngineException if a tunable is not one of the fault's */
    public FaultStep {
        env = Collections.unmodifiableMap(fault.env(env));
        probes = List.copyOf(probes);
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        if (!generateName.matches("[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?")) {
            throw new IllegalArgumentException(
                    "a step's name must be a DNS label of at most 48 characters, was \"" + generateName + "\"");
        }
        if (weight < 0 || weight > 10) {
            throw new IllegalArgumentException("the weight must be in 0..10, was " + weight);
        }
        if (gracePeriod.compareTo(LEAST_GRACE) < 0) {
            throw new IllegalArgumentException(
                    "the grace period must be at least " + LEAST_GRACE.toSeconds() + " s, was " + gracePeriod);
        }
        long inline = probes.stream().filter(StepProbe.Inline.class::isInstance).count();
        if (inline > 0 && inline < probes.size()) {
            throw new IllegalArgumentException("a step has either stored or inline probes, not both: " + probes);
        }
    }

    /** Without probes, with the default weight and the least grace. */
    public static FaultStep of(String generateName, LitmusFault fault, AppInfo app, Map<String, String> env) {
        return new FaultStep(generateName, fault, app, env, DEFAULT_WEIGHT, List.of(), Map.of(), LEAST_GRACE);
    }

    public FaultStep withProbes(List<StepProbe> others) {
        return new FaultStep(generateName, fault, app, env, weight, others, labels, gracePeriod);
    }

    public FaultStep withWeight(int other) {
        return new FaultStep(generateName, fault, app, env, other, probes, labels, gracePeriod);
    }

    public FaultStep withGracePeriod(Duration other) {
        return new FaultStep(generateName, fault, app, env, weight, probes, labels, other);
    }

    public FaultStep withLabels(Map<String, String> others) {
        return new FaultStep(generateName, fault, app, env, weight, probes, others, gracePeriod);
    }

    /** What its ChaosEngine asks for, under {@code spec}. */
    public JsonNode spec(String chaosServiceAccount) {
        return EngineWriter.spec(this, chaosServiceAccount);
    }
}

package dev.tensile.engine.chaosmesh;

import dev.tensile.engine.kubernetes.CannotDo;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the webhooks of Chaos Mesh let pass although it cannot work, or never ends, or hits what it must not. For what somebody
 * wrote in the words of Chaos Mesh; what this language translates is right by construction, and is checked all the same.
 */
final class SpecChecks {
    private static final Set<String> NETEM = Set.of("delay", "loss", "duplicate", "corrupt", "rate");
    private static final Set<String> SYSTEM = Set.of("kube-system", "kube-public", "kube-node-lease");
    private static final Set<String> PERCENTS = Set.of("loss", "corrupt", "duplicate", "correlation", "reorder");

    private SpecChecks() {}

    /** @throws CannotDo with what is wrong */
    static ChaosSpec check(ChaosSpec spec) {
        Map<String, Object> fields = spec.spec();
        everywhere(spec.kind(), fields);
        switch (spec.kind()) {
            case NETWORK -> network(fields);
            case STRESS -> stress(fields);
            case HTTP -> http(fields);
            case POD, IO, DNS, TIME, JVM, AWS, GCP, AZURE, BLOCK, PHYSICAL_MACHINE -> {}
        }
        return spec;
    }

    private static CannotDo refuse(ChaosKind kind, String what, String mend) {
        return new CannotDo(kind.kind() + ": " + what, mend);
    }

    /** At any depth: selectors and modes also stand in the target of a link. */
    private static void everywhere(ChaosKind kind, Map<?, ?> fields) {
        if ("random-max-percent".equals(fields.get("mode"))) {
            throw refuse(kind, "random-max-percent may choose no pod at all", "use fixed-percent");
        }
        if (fields.containsKey("duration") || fields.containsKey("remoteCluster")) {
            throw refuse(
                    kind,
                    "duration and remoteCluster are not to be set: the time is the rung's, and nobody watches another cluster",
                    "leave them out");
        }
        if (fields.get("namespaces") instanceof List<?> namespaces) {
            namespaces.stream()
                    .map(String::valueOf)
                    .filter(SYSTEM::contains)
                    .findFirst()
                    .ifPresent(system -> {
                        throw refuse(
                                kind,
                                "the cluster itself lives in " + system + "; hurting it is refused",
                                "choose another");
                    });
        }
        fields.forEach((key, value) -> {
            if (PERCENTS.contains(key) && value instanceof String percent) {
                percent(kind, String.valueOf(key), percent);
            }
            if (value instanceof Map<?, ?> deeper) {
                everywhere(kind, deeper);
            }
        });
    }

    private static void percent(ChaosKind kind, String field, String written) {
        try {
            double value = Double.parseDouble(written);
            if (value >= 0 && value <= 100) {
                return;
            }
        } catch (NumberFormatException none) {
            throw refuse(kind, field + " must be a number of percent, was \"" + written + "\"", "write \"25\"");
        }
        throw refuse(kind, field + " must be from 0 to 100 percent, was \"" + written + "\"", "write \"25\"");
    }

    private static void network(Map<String, Object> fields) {
        String action = String.valueOf(fields.get("action"));
        boolean netem = action.equals("netem");
        boolean some = NETEM.stream().anyMatch(fields::containsKey);
        if (netem ? !some : !action.equals("partition") && !fields.containsKey(action)) {
            throw refuse(
                    ChaosKind.NETWORK,
                    "action " + action + " needs its settings under " + (netem ? NETEM.toString() : action),
                    "write " + (netem ? "delay" : action) + ": {…}");
        }
    }

    private static void stress(Map<String, Object> fields) {
        if (fields.containsKey("stressngStressors")) {
            throw refuse(ChaosKind.STRESS, "stressngStressors never reach the daemon", "use stressors");
        }
        if (!(fields.get("stressors") instanceof Map<?, ?> stressors) || stressors.isEmpty()) {
            throw refuse(
                    ChaosKind.STRESS, "without stressors nothing is stressed", "write stressors: {cpu: {workers: 1}}");
        }
        stressors.values().forEach(stressor -> {
            Object workers = stressor instanceof Map<?, ?> map ? map.get("workers") : null;
            if (!(workers instanceof Number number) || number.intValue() < 1) {
                throw refuse(ChaosKind.STRESS, "workers must be at least 1, was " + workers, "write workers: 1");
            }
        });
    }

    private static void http(Map<String, Object> fields) {
        boolean some = Boolean.TRUE.equals(fields.get("abort"))
                || fields.containsKey("delay")
                || fields.containsKey("replace")
                || fields.containsKey("patch");
        if (!some) {
            throw refuse(ChaosKind.HTTP, "it would do nothing", "write abort, delay, replace or patch");
        }
        if (fields.get("replace") instanceof Map<?, ?> replace && replace.get("body") instanceof String body) {
            try {
                Base64.getDecoder().decode(body);
            } catch (IllegalArgumentException broken) {
                throw refuse(ChaosKind.HTTP, "the body to put in must be in base64", "use httpBody(on = …, \"…\")");
            }
        }
    }

    /** Keys under which something secret would stand in the plan, the script and the run folder. */
    static void noSecrets(ChaosKind kind, Map<?, ?> fields) {
        fields.forEach((key, value) -> {
            String name = String.valueOf(key).toLowerCase(Locale.ROOT);
            boolean secret = name.endsWith("password") || name.endsWith("token") || name.endsWith("secretkey");
            if (secret && !String.valueOf(value).isEmpty()) {
                throw refuse(
                        kind,
                        "\"" + key + "\" would be written into the plan and the run folder",
                        "give it to chaosd on its machine, or as secretName in the cluster");
            }
            if (value instanceof Map<?, ?> deeper) {
                noSecrets(kind, deeper);
            }
        });
    }
}

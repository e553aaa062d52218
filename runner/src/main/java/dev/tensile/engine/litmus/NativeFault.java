package dev.tensile.engine.litmus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.kubernetes.CannotDo;
import dev.tensile.engine.litmus.center.LitmusFault;
import dev.tensile.experiment.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A fault in Litmus' own words: nodes, clouds, and whatever the language has no word for. */
final class NativeFault {
    static final String SHARE_OF_PODS = "PODS_AFFECTED_PERC";

    private static final YAMLMapper YAML = new YAMLMapper();

    /** Said by the rung. */
    private static final List<String> OURS = List.of(
            "TOTAL_CHAOS_DURATION",
            SHARE_OF_PODS,
            "SEQUENCE",
            "RAMP_TIME",
            "TARGET_PODS",
            "NODES_AFFECTED_PERC",
            "INSTANCE_AFFECTED_PERC",
            "VOLUME_AFFECTED_PERC",
            "DISK_AFFECTED_PERC",
            "APP_AFFECT_PERC");

    /** How much of what is no pod. */
    private static final List<String> SHARES = List.of(
            "NODES_AFFECTED_PERC",
            "INSTANCE_AFFECTED_PERC",
            "VOLUME_AFFECTED_PERC",
            "DISK_AFFECTED_PERC",
            "APP_AFFECT_PERC");

    /** They would lie in the plan and in the copy of the script for all to read. */
    private static final Pattern SECRET = Pattern.compile("(?i).*(PASS|PASSWORD|SECRET|TOKEN|CREDENTIAL).*");

    /** Where a secret is only named. */
    private static final Set<String> NAMES_OF_SECRETS = Set.of("SCRIPT_SECRET_NAME", "SCRIPT_SECRET_KEY");

    private NativeFault() {}

    static LitmusFault named(Fault.Native fault) {
        if (!fault.engine().equals(LitmusEngine.NAME)) {
            throw new CannotDo(
                    "\"" + fault.resource() + "\" is in the words of " + fault.engine() + ", not of Litmus",
                    "run it with --on " + fault.engine());
        }
        try {
            return LitmusFault.named(fault.resource());
        } catch (EngineException unknown) {
            throw new CannotDo(String.valueOf(unknown.getMessage()), unknown.mend());
        }
    }

    /** The settings, checked against the fault's tunables. */
    static Map<String, String> env(Fault.Native fault, LitmusFault litmus) {
        Map<String, String> env = read(fault);
        env.keySet().stream()
                .filter(name -> SECRET.matcher(name).matches() && !NAMES_OF_SECRETS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new CannotDo(
                            "the settings of the Litmus fault " + litmus.title() + " must not have " + name
                                    + ": a credential would stand in the plan and in the run's folder",
                            "leave it out, and give it to the ChaosExperiment in the cluster, from a Secret");
                });
        for (String ours : OURS) {
            if (env.containsKey(ours)) {
                throw new CannotDo(
                        "the settings of the Litmus fault " + litmus.title() + " must not have " + ours
                                + ": it is said by the rung",
                        "leave it out");
            }
        }
        try {
            Map<String, String> timed = new TreeMap<>(env);
            timed.put(OURS.get(0), "1");
            litmus.env(timed);
            return env;
        } catch (EngineException unknown) {
            throw new CannotDo(String.valueOf(unknown.getMessage()), unknown.mend());
        }
    }

    /** The tunable for a share of what the fault hurts, if that is no pod. */
    static Optional<String> shareOf(LitmusFault litmus) {
        return SHARES.stream().filter(litmus.tunables()::containsKey).findFirst();
    }

    private static Map<String, String> read(Fault.Native fault) {
        try {
            Map<String, String> read = YAML.readValue(fault.settings(), new TypeReference<Map<String, String>>() {});
            return read == null ? Map.of() : read;
        } catch (JsonProcessingException | IllegalArgumentException broken) {
            throw new CannotDo(
                    "the settings of the Litmus fault " + fault.resource() + " are not a YAML map of its tunables: "
                            + (broken instanceof JsonProcessingException json
                                    ? json.getOriginalMessage()
                                    : broken.getMessage()),
                    "write settings = \"\"\"TARGET_NODE: node-1\"\"\"");
        }
    }
}

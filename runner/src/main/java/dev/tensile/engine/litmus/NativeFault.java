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
import java.util.TreeMap;

/** A fault in Litmus' own words: nodes, clouds, and whatever the language has no word for. */
final class NativeFault {
    static final String SHARE_OF_PODS = "PODS_AFFECTED_PERC";

    private static final YAMLMapper YAML = new YAMLMapper();

    /** Said by the rung. */
    private static final List<String> OURS = List.of("TOTAL_CHAOS_DURATION", SHARE_OF_PODS);

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

package dev.tensile.engine.chaosmesh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tensile.engine.kubernetes.CannotDo;
import dev.tensile.engine.kubernetes.Where;
import dev.tensile.experiment.Fault;
import dev.tensile.experiment.Nearest;
import dev.tensile.experiment.Pods;
import dev.tensile.experiment.Program;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A chaos resource in its own words: cloud machines, physical machines, and whatever the language has no word for. */
final class NativeSpec {
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Set by this engine, from the blast radius, the target and the time limit. */
    private static final List<String> OURS = List.of("mode", "value", "selector", "duration", "remoteCluster");

    private NativeSpec() {}

    static ChaosSpec of(Fault.Native fault, Radius radius) {
        ChaosKind kind = kind(fault);
        Map<String, Object> spec = read(fault);
        SpecChecks.noSecrets(kind, spec);
        for (String key : OURS) {
            boolean machines = kind == ChaosKind.PHYSICAL_MACHINE && !key.equals("duration");
            if (spec.containsKey(key) && !machines) {
                throw new CannotDo(
                        "the settings of a native " + kind.kind() + " must not have \"" + key
                                + "\": it is said by the rung",
                        "leave it out");
            }
        }
        if (!kind.selectsPods()) {
            return new ChaosSpec(kind, namespace(fault), spec, List.of(), List.of(), warnings(kind, radius));
        }
        if (!(fault.on() instanceof Program program)) {
            throw new CannotDo(kind.kind() + " acts on pods", "write on = a program(\"…\") { kubernetes { … } }");
        }
        Pods pods = Where.pods(program);
        Map<String, Object> whole = new LinkedHashMap<>();
        radius.putInto(whole);
        whole.put("selector", Selector.of(pods));
        whole.putAll(spec);
        return new ChaosSpec(kind, pods.namespace(), whole, List.of(pods), List.of(), List.of());
    }

    private static List<String> warnings(ChaosKind kind, Radius radius) {
        return radius.mode().equals("all")
                ? List.of()
                : List.of(kind.kind() + " hits what its settings name, whatever the rung says of how much");
    }

    private static ChaosKind kind(Fault.Native fault) {
        if (!fault.engine().equals(ChaosMeshEngine.NAME)) {
            throw new CannotDo(
                    "\"" + fault.resource() + "\" is in the words of " + fault.engine(),
                    "run it with --on " + fault.engine());
        }
        if (fault.resource().equals("KernelChaos")) {
            throw new CannotDo(
                    "KernelChaos never injects anything: Chaos Mesh cannot read its own records of it (issue 4059)",
                    "use failingDisk or memoryStress");
        }
        return ChaosKind.of(fault.resource())
                .orElseThrow(() -> new CannotDo(
                        "Chaos Mesh has no \"" + fault.resource() + "\"",
                        Nearest.hint(
                                fault.resource(),
                                Arrays.stream(ChaosKind.values())
                                        .map(ChaosKind::kind)
                                        .toList())));
    }

    private static String namespace(Fault.Native fault) {
        return fault.on() instanceof Program program
                ? program.kubernetes().map(Pods::namespace).orElse("default")
                : "default";
    }

    private static Map<String, Object> read(Fault.Native fault) {
        try {
            Map<String, Object> read = YAML.readValue(fault.settings(), new TypeReference<Map<String, Object>>() {});
            return read == null ? Map.of() : read;
        } catch (JsonProcessingException | IllegalArgumentException broken) {
            throw new CannotDo(
                    "the settings of " + fault.resource() + " are not YAML: "
                            + (broken instanceof JsonProcessingException json
                                    ? json.getOriginalMessage()
                                    : broken.getMessage()),
                    "write settings = \"\"\"action: …\"\"\"");
        }
    }
}

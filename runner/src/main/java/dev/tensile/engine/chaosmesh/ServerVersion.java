package dev.tensile.engine.chaosmesh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of the installed Chaos Mesh differs from 2.8, read off its schemas.
 *
 * @param returnField under which JVMChaos takes the value to return: {@code returnValue} since 2.8, {@code value} before
 */
record ServerVersion(String returnField) {
    static final ServerVersion NEWEST = new ServerVersion("returnValue");

    private static final String JVM = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/jvmchaos.chaos-mesh.org";

    /** Open to everybody who may speak to the server, unlike the definitions. */
    private static final String PUBLISHED = "/openapi/v3/apis/" + ChaosKind.GROUP + "/" + ChaosKind.VERSION;

    /**
     * Looks only where it matters.
     *
     * @throws EngineException if it matters and cannot be seen
     */
    static ServerVersion of(Cluster cluster, List<ChaosSpec> specs) {
        if (specs.stream().noneMatch(spec -> spec.spec().containsKey(NEWEST.returnField))) {
            return NEWEST;
        }
        return seen(cluster)
                .orElseThrow(
                        () -> refused("it cannot be seen whether Chaos Mesh is older than 2.8, where the value that a"
                                + " method returns has another name: " + JVM + " may not be read"));
    }

    /** Empty if the schemas may not be read. */
    static Optional<ServerVersion> seen(Cluster cluster) {
        return look(cluster, JVM)
                .map(crd -> crd.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties"))
                .or(() -> look(cluster, PUBLISHED)
                        .map(api -> api.at(
                                "/components/schemas/org.chaos-mesh.v1alpha1.JVMChaos/properties/spec/properties")))
                .map(fields ->
                        fields.has("value") && !fields.has(NEWEST.returnField) ? new ServerVersion("value") : NEWEST);
    }

    private static Optional<JsonNode> look(Cluster cluster, String path) {
        try {
            return cluster.raw(path);
        } catch (ClusterRefused unseen) {
            return Optional.empty();
        }
    }

    private static EngineException refused(String why) {
        return new EngineException(
                EngineException.Category.ENVIRONMENT, why, "tensile doctor --on chaosmesh says what is missing", null);
    }

    /** @throws EngineException if an older one cannot do it */
    ChaosSpec adapt(ChaosSpec spec) {
        if (!spec.spec().containsKey("returnValue") || returnField.equals("returnValue")) {
            return spec;
        }
        if (spec.spec().containsKey("value")) {
            throw refused("Chaos Mesh before 2.8 has one field for the share of pods and for the value to"
                    + " return; use `all` or `1 of instances`, or a newer Chaos Mesh");
        }
        Map<String, Object> changed = new LinkedHashMap<>(spec.spec());
        changed.put(returnField, changed.remove("returnValue"));
        return spec.with(changed);
    }
}

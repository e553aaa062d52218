package dev.tensile.engine.chaosmesh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import dev.tensile.engine.kubernetes.NotInForce;
import java.util.LinkedHashMap;
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

    /** The newest, if the schemas may not be read. */
    static ServerVersion of(Cluster cluster) {
        Optional<JsonNode> schema;
        try {
            schema = cluster.raw(JVM);
        } catch (ClusterRefused forbidden) {
            return NEWEST;
        }
        JsonNode properties = schema.map(
                        crd -> crd.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties"))
                .orElseGet(com.fasterxml.jackson.databind.node.MissingNode::getInstance);
        boolean old = properties.has("value") && !properties.has("returnValue");
        return old ? new ServerVersion("value") : NEWEST;
    }

    ChaosSpec adapt(ChaosSpec spec) {
        if (!spec.spec().containsKey("returnValue") || returnField.equals("returnValue")) {
            return spec;
        }
        if (spec.spec().containsKey("value")) {
            throw new NotInForce("Chaos Mesh before 2.8 has one field for the share of pods and for the value to"
                    + " return; use `all` or `1 of instances`, or a newer Chaos Mesh");
        }
        Map<String, Object> changed = new LinkedHashMap<>(spec.spec());
        changed.put(returnField, changed.remove("returnValue"));
        return new ChaosSpec(spec.kind(), spec.namespace(), changed, spec.hurt(), spec.warnings());
    }
}

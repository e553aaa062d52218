package dev.tensile.demo.cluster;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one chaos object does to one target while it is in force: the truth on the node, whatever a status says.
 *
 * @param kind of the chaos object, such as {@code NetworkChaos} or {@code ChaosEngine}
 * @param object namespace and name of the chaos object, {@code shop/x}
 * @param target namespace and name of the pod, {@code shop/checkout-1}; for what is not a pod, the id of its record
 * @param spec of the chaos object as it was when the effect began
 */
public record Effect(String kind, String object, String target, Map<String, Object> spec) {
    public Effect {
        spec = Collections.unmodifiableMap(new LinkedHashMap<>(spec));
    }
}

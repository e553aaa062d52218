package dev.tensile.engine.chaosmesh;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which namespaces a specification reaches into: those of its selector, of its target's, and its own. */
final class Namespaces {
    private Namespaces() {}

    static Set<String> of(ChaosSpec spec) {
        Set<String> namespaces = new TreeSet<>(Set.of(spec.namespace()));
        collect(spec.spec(), namespaces);
        return namespaces;
    }

    private static void collect(Object part, Set<String> namespaces) {
        if (part instanceof Map<?, ?> map) {
            if (map.get("namespaces") instanceof List<?> names) {
                names.forEach(name -> namespaces.add(String.valueOf(name)));
            }
            map.values().forEach(value -> collect(value, namespaces));
        }
    }
}

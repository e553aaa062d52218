package dev.tensile.experiment;

import java.util.List;

/**
 * Where a link runs in a Kubernetes cluster.
 *
 * @param from the pods of the service
 * @param to the pods of the dependency; none or one, none if it is outside the cluster
 * @param hosts how the service reaches it: names, addresses or ranges, each with an optional {@code :port}
 * @param port of the dependency's pods; 0 if not said
 */
public record KubernetesLink(Pods from, List<Pods> to, List<String> hosts, int port) implements Address {
    public KubernetesLink {
        to = List.copyOf(to);
        hosts = List.copyOf(hosts);
        if (to.size() > 1) {
            throw new IllegalArgumentException("a link leads to one set of pods, not to " + to.size());
        }
        if (to.isEmpty() && hosts.isEmpty()) {
            throw new IllegalArgumentException("a link must lead somewhere: all that its pods send would be hurt");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port must be in 1..65535, was " + port);
        }
    }

    @Override
    public String toString() {
        return from + " → " + (to.isEmpty() ? String.join(", ", hosts) : to.get(0))
                + (port == 0 ? "" : " port " + port);
    }
}

package dev.tensile.experiment;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A link from a service to something that it needs, and which can be hurt between the two. */
public record Dependency(String name, List<Address> addresses, SourceRef at) implements Target {
    public Dependency {
        Check.named("the name of a dependency", name);
        addresses = List.copyOf(addresses);
        Addresses.check(name, addresses, Set.of(LocalLink.class, KubernetesLink.class));
    }

    /** Where the local engine stands between the two. */
    public Optional<LocalLink> local() {
        return Addresses.find(addresses, LocalLink.class);
    }

    /** Where the link runs in a cluster. */
    public Optional<KubernetesLink> kubernetes() {
        return Addresses.find(addresses, KubernetesLink.class);
    }
}

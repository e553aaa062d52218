package dev.tensile.experiment;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Something that runs as one instance or more: a deployment's pods, or processes of this machine. */
public record Program(String name, List<Address> addresses, SourceRef at) implements Target {
    public Program {
        Check.named("the name of a program", name);
        addresses = List.copyOf(addresses);
        Addresses.check(name, addresses, Set.of(LocalProgram.class, LocalResolver.class, Pods.class));
    }

    /** Its processes on this machine. */
    public Optional<LocalProgram> local() {
        return Addresses.find(addresses, LocalProgram.class);
    }

    /** What it asks for names on this machine. */
    public Optional<LocalResolver> resolver() {
        return Addresses.find(addresses, LocalResolver.class);
    }

    /** Its pods in a cluster. */
    public Optional<Pods> kubernetes() {
        return Addresses.find(addresses, Pods.class);
    }
}

package dev.tensile.experiment;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A database with which sessions can be opened, past any link. */
public record Database(String name, List<Address> addresses, SourceRef at) implements Target {
    public Database {
        Check.named("the name of a database", name);
        addresses = List.copyOf(addresses);
        Addresses.check(name, addresses, Set.of(LocalDatabase.class));
    }

    /** Where it is on this machine. */
    public Optional<LocalDatabase> local() {
        return Addresses.find(addresses, LocalDatabase.class);
    }
}

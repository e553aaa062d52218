package dev.tensile.experiment;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** At most one address of each kind, and only of the kinds that a target can have. */
final class Addresses {
    private Addresses() {}

    static void check(String name, List<Address> addresses, Set<Class<? extends Address>> kinds) {
        for (Address address : addresses) {
            if (!kinds.contains(address.getClass())) {
                throw new IllegalArgumentException("\"" + name + "\" cannot be found at " + address);
            }
        }
        if (addresses.stream().map(Address::getClass).distinct().count() < addresses.size()) {
            throw new IllegalArgumentException("\"" + name + "\" has two addresses of one kind");
        }
    }

    static <A extends Address> Optional<A> find(List<Address> addresses, Class<A> kind) {
        return addresses.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
}

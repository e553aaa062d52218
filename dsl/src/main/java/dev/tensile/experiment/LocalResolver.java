package dev.tensile.experiment;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A resolver of names that Tensile opens on this machine for a run, and that a program asks instead of its own.
 *
 * @param listen where it listens, by UDP
 * @param upstream the resolver that knows the other names, {@code host:port}; empty if no others are known
 * @param answers IPv4 addresses by name
 */
public record LocalResolver(HostPort listen, String upstream, Map<String, String> answers) implements Address {
    private static final String IPV4 = "(\\d{1,3})(\\.\\d{1,3}){3}";

    public LocalResolver {
        if (!upstream.isEmpty()) {
            upstream = HostPort.parse(upstream).toString();
        }
        if (upstream.equals(listen.toString())) {
            throw new IllegalArgumentException("a resolver cannot ask itself: both are " + listen);
        }
        if (upstream.isEmpty() && answers.isEmpty()) {
            throw new IllegalArgumentException("a resolver needs upstream(\"10.0.0.2:53\") or an answer(…) of its own");
        }
        Map<String, String> sorted = new TreeMap<>();
        answers.forEach((name, address) -> {
            if (!address.matches(IPV4)) {
                throw new IllegalArgumentException(
                        "a name is answered with an IPv4 address, such as 127.0.0.1, was \"" + address + "\"");
            }
            sorted.put(name.toLowerCase(Locale.ROOT), address);
        });
        answers = Collections.unmodifiableMap(sorted);
    }

    @Override
    public String toString() {
        return "resolver on " + listen;
    }
}

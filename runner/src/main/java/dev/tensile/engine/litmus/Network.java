package dev.tensile.engine.litmus;

import dev.tensile.engine.kubernetes.CannotDo;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.KubernetesLink;
import dev.tensile.experiment.LinkFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The far end of a link, as the network faults take it; what is said of ports would hit every host, and is left out. */
final class Network {
    /** How much may wait in a throttled line, in parts of a second of it. */
    private static final double QUEUE_SECONDS = 0.4;

    private static final long LEAST_BUCKET = 10_000;
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9.]+(/[0-9]+)?|\\[?[0-9a-fA-F]*:[0-9a-fA-F:.]*]?(/[0-9]+)?");

    private Network() {}

    /** @param warnings is added to, where more is hit than asked for */
    static Map<String, String> destination(Dependency on, KubernetesLink link, List<String> warnings) {
        if (link.hosts().isEmpty()) {
            throw new CannotDo(
                    "Litmus would hit all that the pods of " + link.from().selector()
                            + " send, for it knows the far end of \"" + on.name() + "\" only by hosts",
                    "add hosts(\"payments.shop\") to its kubernetes { }");
        }
        List<String> names = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        for (String host : link.hosts()) {
            String bare = host.replaceFirst("^([^:]+):[0-9]+$", "$1");
            (ADDRESS.matcher(bare).matches() ? addresses : names).add(bare);
            if (!bare.equals(host)) {
                warnings.add("Litmus hits all that is sent to " + bare + ", not only to its port "
                        + host.substring(bare.length() + 1));
            }
        }
        Map<String, String> env = new TreeMap<>();
        put(env, "DESTINATION_HOSTS", names);
        put(env, "DESTINATION_IPS", addresses);
        return env;
    }

    private static void put(Map<String, String> env, String name, List<String> values) {
        if (!values.isEmpty()) {
            env.put(name, String.join(",", values));
        }
    }

    /** tc-tbf(8): a bucket that holds what comes between two ticks of the kernel, and a queue of {@value #QUEUE_SECONDS} s. */
    static Map<String, String> tokenBucket(long bitsPerSecond) {
        long bytes = Math.max(1, bitsPerSecond / 8);
        long bucket = Math.max(LEAST_BUCKET, bytes / 100);
        return Map.of(
                "NETWORK_BANDWIDTH",
                bitsPerSecond % 1000 == 0 ? bitsPerSecond / 1000 + "kbit" : bitsPerSecond + "bit",
                "BURST",
                bucket + "b",
                "LIMIT",
                bucket + (long) (bytes * QUEUE_SECONDS) + "b");
    }

    /** @throws CannotDo for what comes back: the rules are set where the selected pods send */
    static void onlyThere(LinkFault.Direction direction) {
        if (direction != LinkFault.Direction.TO) {
            throw new CannotDo(
                    "Litmus hurts what pods send, not what they are sent",
                    "leave out `direction`, or run it with --on chaosmesh");
        }
    }
}

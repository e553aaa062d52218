package dev.tensile.demo.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Names as Kubernetes allows and generates them. */
final class Names {
    private static final Pattern SUBDOMAIN = Pattern.compile("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");
    private static final int LONGEST = 253;

    private Names() {}

    /** The name of what is to be created; a generated one if it only has a beginning. */
    static String of(GenericKubernetesResource sent) {
        String name = Optional.ofNullable(sent.getMetadata().getName()).orElseGet(() -> generated(sent));
        if (name.length() > LONGEST || !SUBDOMAIN.matcher(name).matches()) {
            throw new Refused(
                    422,
                    sent.getKind() + " \"" + name + "\" is invalid: metadata.name: Invalid value: \"" + name
                            + "\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters,"
                            + " '-' or '.', and must start and end with an alphanumeric character");
        }
        return name;
    }

    private static String generated(GenericKubernetesResource sent) {
        return Optional.ofNullable(sent.getMetadata().getGenerateName())
                .map(Names::random)
                .orElseThrow(() -> new Refused(
                        422,
                        sent.getKind()
                                + " \"\" is invalid: metadata.name: Required value: name or generateName is required"));
    }

    /** @param start such as {@code checkout-} */
    static String random(String start) {
        String tail = Long.toString(ThreadLocalRandom.current().nextLong(60_466_176L, 2_176_782_335L), 36);
        return start + tail.substring(0, 5).toLowerCase(Locale.ROOT);
    }
}

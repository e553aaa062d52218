package dev.tensile.engine.litmus;

import dev.tensile.engine.kubernetes.CannotDo;
import dev.tensile.engine.litmus.center.LitmusFault;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.HttpHarm;
import dev.tensile.experiment.Pods;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Share;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Quantities, names and answers as Litmus reads them. */
final class Words {
    /** What {@code pod-http-status-code} knows; anything else ends the experiment (litmus-go). */
    private static final Set<Integer> STATUSES = new TreeSet<>(
            Set.of(200, 201, 202, 204, 300, 301, 302, 304, 307, 400, 401, 403, 404, 500, 501, 502, 503, 504));

    static final String KUBECONFIG = "it needs a kubeconfig for the infrastructure's cluster (KUBECONFIG, --context)";

    private Words() {}

    static String millis(String what, Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1 || !Duration.ofMillis(millis).equals(duration)) {
            throw new CannotDo(
                    "Litmus takes " + what + " in whole milliseconds, not " + duration.toNanos() / 1e6 + " ms",
                    "write a whole number of milliseconds");
        }
        return String.valueOf(millis);
    }

    static String correlation(Share share) {
        return share.fraction() == 0 ? "0" : String.valueOf(Radius.wholePercent("a correlation", share));
    }

    /** Such as {@code NETWORK_PACKET_LOSS_PERCENTAGE}. */
    static String portionOf(LitmusFault fault) {
        return fault.name().toUpperCase(Locale.ROOT).replace("POD_NETWORK_", "NETWORK_PACKET_") + "_PERCENTAGE";
    }

    static LitmusFault httpFault(HttpHarm harm) {
        if (harm instanceof HttpHarm.Abort) {
            return LitmusFault.POD_HTTP_RESET_PEER;
        }
        if (harm instanceof HttpHarm.Status) {
            return LitmusFault.POD_HTTP_STATUS_CODE;
        }
        if (harm instanceof HttpHarm.Body) {
            return LitmusFault.POD_HTTP_MODIFY_BODY;
        }
        throw new CannotDo(
                "Litmus resets, or changes status and body; it knows no " + harm.kind(),
                "use httpStatus(on = …) or httpBody(on = …), or the local engine");
    }

    static Map<String, String> httpSettings(HttpHarm harm) {
        if (harm instanceof HttpHarm.Abort) {
            return Map.of("RESET_TIMEOUT", "0");
        }
        if (harm instanceof HttpHarm.Body body) {
            return Map.of("RESPONSE_BODY", body.text());
        }
        int status = ((HttpHarm.Status) harm).status();
        if (!STATUSES.contains(status)) {
            throw new CannotDo("Litmus cannot answer with " + status, "use one of " + STATUSES);
        }
        return Map.of("STATUS_CODE", String.valueOf(status), "MODIFY_RESPONSE_BODY", "false");
    }

    /** {@code *} at the end of all names is a part of them; none is all of them. */
    static Map<String, String> hostNames(List<String> names) {
        if (names.isEmpty()) {
            return Map.of();
        }
        boolean parts = names.stream().allMatch(name -> name.indexOf('*') == name.length() - 1 && name.length() > 1);
        if (!parts && names.stream().anyMatch(name -> name.contains("*"))) {
            throw new CannotDo(
                    "Litmus takes names in full, or parts of names, not both: " + names,
                    "write * at the end of each of them, or of none");
        }
        return Map.of(
                "TARGET_HOSTNAMES",
                names.stream()
                        .map(name -> "\"" + name.replace("*", "") + "\"")
                        .collect(Collectors.joining(",", "[", "]")),
                "MATCH_SCHEME",
                parts ? "substring" : "exact");
    }

    static String shareOfPods(BlastRadius radius, Pods pods) {
        String rounded = radius.share() + " of the pods of " + pods.selector() + ", at least one";
        return radius.scope() == Scope.INSTANCES
                ? "Litmus takes " + rounded
                : "Litmus picks pods, not " + radius.scope().word() + ": \"" + radius + "\" becomes " + rounded;
    }

    static String notShown(LitmusFault fault) {
        return "Litmus tells what " + fault.title()
                + " has hurt only when all is over: nobody can show that it is in force, so its rung is never delivered";
    }

    static String notShownBlind() {
        return "through a ChaosCenter alone, only `1 of instances` of a fault with helpers can be shown to be in force: "
                + KUBECONFIG;
    }

    static CannotDo onlyChaosMesh(String what) {
        return new CannotDo("Litmus cannot " + what, "run it with --on chaosmesh");
    }
}

package dev.tensile.engine.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** What an API server's refusal means, in a sentence. */
final class Refusals {
    private Refusals() {}

    static ClusterRefused of(String what, String server, KubernetesClientException refused) {
        int status = Math.max(ClusterRefused.NO_ANSWER, refused.getCode());
        String why = switch (status) {
            case 0 -> "it does not answer: " + reason(refused);
            case 401 -> "it does not accept the credentials of the kubeconfig";
            case 403 -> "it is forbidden: " + said(refused);
            case 404 -> "it is not there";
            default -> "status " + status + ", " + said(refused);
        };
        return new ClusterRefused(status, "cannot " + what + " at " + server + ": " + why, refused);
    }

    static ClusterRefused garbage(String what, String server, RuntimeException broken) {
        return broken instanceof ClusterRefused refused
                ? refused
                : new ClusterRefused(
                        ClusterRefused.NO_ANSWER,
                        "cannot " + what + " at " + server + ": it gave no answer that can be understood",
                        broken);
    }

    private static String said(KubernetesClientException refused) {
        return refused.getStatus() != null && refused.getStatus().getMessage() != null
                ? refused.getStatus().getMessage()
                : reason(refused);
    }

    /** The innermost message, which is the one that says something. */
    private static String reason(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}

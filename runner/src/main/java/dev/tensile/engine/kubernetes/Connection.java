package dev.tensile.engine.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** From a kubeconfig, or from the pod that this program runs in, to a way to connect. */
final class Connection {
    private static final int CONNECT_MILLIS = 3_000;
    private static final int REQUEST_MILLIS = 10_000;
    private static final int RETRIES = 1;
    private static final int RETRY_MILLIS = 100;

    private Connection() {}

    static Config config(String context) {
        Config found = Config.autoConfigure(context.isEmpty() ? null : context);
        boolean inCluster = System.getenv("KUBERNETES_SERVICE_HOST") != null;
        if (found.getCurrentContext() == null && !inCluster) {
            throw new ClusterRefused(
                    ClusterRefused.NO_ANSWER, missing(context), new IllegalStateException("no context"));
        }
        return patient(found);
    }

    static Config patient(Config found) {
        return new ConfigBuilder(found)
                .withConnectionTimeout(CONNECT_MILLIS)
                .withRequestTimeout(REQUEST_MILLIS)
                .withRequestRetryBackoffLimit(RETRIES)
                .withRequestRetryBackoffInterval(RETRY_MILLIS)
                .build();
    }

    private static String missing(String context) {
        List<Path> files = files();
        if (files.stream().noneMatch(Files::isReadable)) {
            return "no cluster is configured: " + files + " cannot be read; point KUBECONFIG at a kubeconfig";
        }
        return context.isEmpty()
                ? "no cluster is chosen: " + files
                        + " has no current context; use --context, or kubectl config use-context"
                : "there is no context \"" + context + "\" in " + files;
    }

    private static List<Path> files() {
        String named = System.getProperty("kubeconfig", System.getenv().getOrDefault("KUBECONFIG", ""));
        return named.isBlank()
                ? List.of(Path.of(System.getProperty("user.home"), ".kube", "config"))
                : List.of(named.split(java.io.File.pathSeparator)).stream()
                        .map(Path::of)
                        .toList();
    }

    static String contextOf(Config config) {
        return config.getCurrentContext() == null
                ? ""
                : String.valueOf(config.getCurrentContext().getName());
    }
}

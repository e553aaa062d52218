package dev.tensile.engine.litmus;

import dev.tensile.engine.EngineException;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import dev.tensile.engine.litmus.center.ChaosCenter;
import dev.tensile.engine.litmus.center.ChaosCenterSettings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A ChaosCenter, and a way into the cluster of its infrastructure if there is one: without it nobody can see whether a fault that
 * was stopped is reverted.
 */
final class CenterAccess implements AutoCloseable {
    static final String URL = "TENSILE_CHAOSCENTER_URL";

    private static final String PROJECT = "TENSILE_CHAOSCENTER_PROJECT";

    private final ChaosCenterSettings settings;
    private final ChaosCenter center;
    private final Optional<Cluster> cluster;

    private CenterAccess(ChaosCenterSettings settings, Optional<Cluster> cluster) {
        this.settings = settings;
        this.cluster = cluster;
        center = new ChaosCenter(settings);
    }

    static boolean isWanted(Map<String, String> environment) {
        return !environment.getOrDefault(URL, "").isBlank();
    }

    /** Sends nothing yet; that there is no kubeconfig is no failure. */
    static CenterAccess open(Map<String, String> environment, Function<String, Cluster> connect, String context) {
        ChaosCenterSettings settings = ChaosCenterSettings.fromEnvironment(environment);
        try {
            return new CenterAccess(settings, Optional.of(connect.apply(context)));
        } catch (ClusterRefused none) {
            return new CenterAccess(settings, Optional.empty());
        }
    }

    /** As {@link #open}, in a project that was known before. */
    static CenterAccess open(
            Map<String, String> environment, Function<String, Cluster> connect, String context, String project) {
        Map<String, String> there = new TreeMap<>(environment);
        there.put(PROJECT, project);
        return open(there, connect, context);
    }

    URI url() {
        return settings.baseUrl();
    }

    ChaosCenter center() {
        return center;
    }

    /** The cluster of the kubeconfig, whatever it is. */
    Optional<Cluster> cluster() {
        return cluster;
    }

    /**
     * The cluster of the kubeconfig if an agent lives in that namespace of it; a proof there is none, for an
     * infrastructure's id stands in a secret only.
     */
    Optional<Cluster> clusterOf(String namespace) {
        try {
            return cluster.filter(one -> !Preflight.running(one.pods(namespace, Map.of("app", "subscriber")))
                    .isEmpty());
        } catch (ClusterRefused unseen) {
            return Optional.empty();
        }
    }

    /** Something that is asked of ChaosCenter. */
    interface Asked<T> {
        T ask() throws InterruptedException;
    }

    /** @throws EngineException also when the thread is interrupted, which it then still is */
    static <T> T ask(Asked<T> question) {
        try {
            return question.ask();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(EngineException.Category.BROKEN, "interrupted", "try again", e);
        }
    }

    @Override
    public void close() {
        center.close();
        cluster.ifPresent(Cluster::close);
    }

    @Override
    public String toString() {
        return center.toString();
    }
}

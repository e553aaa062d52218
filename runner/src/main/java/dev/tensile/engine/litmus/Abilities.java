package dev.tensile.engine.litmus;

import dev.tensile.engine.Ability;
import java.util.List;

/** What Litmus can do, in the words of a script, and what has to run on the nodes for it. */
final class Abilities {
    private static final String HELPERS = "privileged helper pods on the pods' nodes, containerd";
    private static final String HOSTS = HELPERS + "; hosts(…) of the dependency";
    private static final String API = "only the API server";
    private static final String PORT =
            "before a port of the dependency's pods, whoever calls; no method, no path, no TLS";

    static final List<Ability> ALL = List.of(
            new Ability(
                    "latency",
                    "pod-network-latency",
                    HOSTS,
                    "of what the service's pods send; whole milliseconds; jitter is uniform"),
            new Ability("packetLoss", "pod-network-loss", HOSTS, "of what they send; whole percents"),
            new Ability("packetDuplication", "pod-network-duplication", HOSTS, "of what they send; whole percents"),
            new Ability("packetCorruption", "pod-network-corruption", HOSTS, "of what they send; whole percents"),
            new Ability(
                    "bandwidth",
                    "pod-network-rate-limit",
                    HOSTS,
                    "of what they send; at most 0.4 s of it may wait, the rest is dropped"),
            new Ability(
                    "blackhole", "pod-network-loss", HOSTS, "100 % of what is sent there, nothing of what comes back"),
            new Ability("reset", "pod-http-reset-peer", HELPERS, PORT + "; only `all`"),
            new Ability("httpDelay", "pod-http-latency", HELPERS, PORT),
            new Ability("httpAbort", "pod-http-reset-peer", HELPERS, PORT),
            new Ability("httpStatus", "pod-http-status-code", HELPERS, PORT + "; the usual statuses only"),
            new Ability("httpBody", "pod-http-modify-body", HELPERS, PORT),
            new Ability("kill", "pod-delete", API, "once, when the rung begins; grace zero, or the pods' own"),
            new Ability("terminate", "pod-delete", API, "as kill, with the pods' own grace"),
            new Ability("restart", "pod-delete", API, "as kill"),
            new Ability("crash", "container-kill", HELPERS, "once, when the rung begins; needs container = …"),
            new Ability("cpuStress", "pod-cpu-hog", HELPERS, "whole percents; limited by the container's quota"),
            new Ability(
                    "memoryStress",
                    "pod-memory-hog",
                    HELPERS,
                    "beyond the container's limit it is killed, and restarts"),
            new Ability("dnsErrors", "pod-dns-error", HELPERS, "* only at the end of all names, for parts of names"),
            new Ability(
                    "native",
                    "node-drain, node-cpu-hog, disk-fill, spring-boot-…, ec2-terminate-by-id, …",
                    "the ChaosExperiment, and what its page asks for",
                    "its tunables as YAML; times and shares are said by the rung; only what Litmus shows while it is in force"));

    private Abilities() {}
}

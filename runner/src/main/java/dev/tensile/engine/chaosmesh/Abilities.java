package dev.tensile.engine.chaosmesh;

import dev.tensile.engine.Ability;
import java.util.List;

/** What Chaos Mesh can do, in the words of a script, and what has to run on the nodes for it. */
final class Abilities {
    private static final String DAEMON = "chaos-daemon on the pods' nodes";
    private static final String CONTROLLERS = "only the API server and the controllers";
    private static final String DNS = "chaos-dns-server, and " + DAEMON;
    private static final String JVM = DAEMON + "; a JVM that takes an agent, port 9277";

    static final List<Ability> ALL = List.of(
            new Ability(
                    "latency",
                    "NetworkChaos delay",
                    DAEMON,
                    "of what the service's pods send, unless `direction` says otherwise; jitter is uniform"),
            new Ability("packetLoss", "NetworkChaos loss", DAEMON, "as latency"),
            new Ability("packetDuplication", "NetworkChaos duplicate", DAEMON, "as latency"),
            new Ability("packetCorruption", "NetworkChaos corrupt", DAEMON, "as latency"),
            new Ability(
                    "bandwidth",
                    "NetworkChaos bandwidth",
                    DAEMON,
                    "as latency; at most 0.4 s of it may wait, the rest is dropped"),
            new Ability("blackhole", "NetworkChaos partition", DAEMON, "to hosts outside: only what is sent there"),
            new Ability(
                    "httpDelay", "HTTPChaos", DAEMON, "before a port of the dependency's pods, whoever calls; no TLS"),
            new Ability("httpAbort", "HTTPChaos", DAEMON, "as httpDelay"),
            new Ability("httpStatus", "HTTPChaos", DAEMON, "as httpDelay; the request is still carried out"),
            new Ability("httpBody", "HTTPChaos", DAEMON, "as httpDelay; the request is still carried out"),
            new Ability("kill", "PodChaos pod-kill", CONTROLLERS, "once, when the rung begins"),
            new Ability(
                    "terminate",
                    "PodChaos pod-kill",
                    CONTROLLERS,
                    "once, when the rung begins; as kill with that grace"),
            new Ability(
                    "restart", "PodChaos pod-kill", CONTROLLERS, "once, when the rung begins; as kill with that grace"),
            new Ability("crash", "PodChaos container-kill", DAEMON, "once, when the rung begins; needs container = …"),
            new Ability(
                    "outage",
                    "PodChaos pod-failure",
                    CONTROLLERS,
                    "the containers run a pause image, and restart after it"),
            new Ability("cpuStress", "StressChaos", DAEMON, "whole percents; limited by the container's quota"),
            new Ability(
                    "memoryStress", "StressChaos", DAEMON, "beyond the container's limit it is killed, and restarts"),
            new Ability("dnsErrors", "DNSChaos error", DNS, "* only at the end of a name"),
            new Ability("dnsLies", "DNSChaos random", DNS, "* only at the end of a name"),
            new Ability("clockShift", "TimeChaos", DAEMON, "CLOCK_REALTIME of the container's processes"),
            new Ability(
                    "slowDisk", "IOChaos latency", DAEMON, "the mount point of a volume, not of the root file system"),
            new Ability("failingDisk", "IOChaos fault", DAEMON, "as slowDisk; whole percents"),
            new Ability(
                    "slowMethod", "JVMChaos latency", JVM, "whole milliseconds; up to 2.8.3 not on JDK 19 and newer"),
            new Ability("throwFrom", "JVMChaos exception", JVM, ""),
            new Ability("returnFrom", "JVMChaos return", JVM, "before 2.8 only with `all` or `1 of instances`"),
            new Ability("collectGarbage", "JVMChaos gc", JVM, ""),
            new Ability("burnCpu", "JVMChaos stress", JVM, ""),
            new Ability("fillHeap", "JVMChaos stress", JVM, ""),
            new Ability("fillStack", "JVMChaos stress", JVM, ""),
            new Ability("byteman", "JVMChaos ruleData", JVM, ""),
            new Ability(
                    "slowSql", "JVMChaos mysql", JVM, "MySQL Connector/J 5 and 8 only; matches the text of statements"),
            new Ability("failSql", "JVMChaos mysql", JVM, "as slowSql"),
            new Ability(
                    "native",
                    "AWSChaos, GCPChaos, AzureChaos, PhysicalMachineChaos, BlockChaos, …",
                    "credentials in a Secret of the cluster; chaosd; the chaos-driver module",
                    "not KernelChaos, which never injects anything"));

    private Abilities() {}
}

package dev.tensile.engine.litmus;

import dev.tensile.engine.kubernetes.CannotDo;
import dev.tensile.engine.kubernetes.OnlyLocal;
import dev.tensile.engine.kubernetes.Where;
import dev.tensile.engine.kubernetes.WithoutDatabases;
import dev.tensile.engine.litmus.center.LitmusFault;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Fault;
import dev.tensile.experiment.HttpRoute;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.JitterShape;
import dev.tensile.experiment.KubernetesLink;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.Pods;
import dev.tensile.experiment.Program;
import dev.tensile.experiment.ProgramFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** From a dose to a fault with its tunables. Pure; refuses what Litmus cannot do or would do otherwise. */
final class Translation implements WithoutDatabases<LitmusSpec> {
    private final Dose dose;
    private final int percent;
    private final List<String> warnings = new ArrayList<>();

    private Translation(Dose dose) {
        this.dose = dose;
        percent = Radius.percent(dose.radius());
    }

    /** @throws CannotDo if there is no counterpart */
    static LitmusSpec of(Dose dose) {
        return dose.fault().match(new Translation(dose));
    }

    @Override
    public LitmusSpec latency(LinkFault.Latency fault) {
        Network.onlyThere(fault.direction());
        if (fault.shape() != JitterShape.UNIFORM) {
            throw new CannotDo("Litmus scatters delays uniformly, not " + fault.shape(), "leave out `jitter = normal`");
        }
        Intensity.Delay delay = (Intensity.Delay) dose.intensity();
        return network(
                fault.on(),
                LitmusFault.POD_NETWORK_LATENCY,
                Map.of(
                        "NETWORK_LATENCY", Words.millis("a delay", delay.delay()),
                        "JITTER", delay.jitter().isZero() ? "0" : Words.millis("jitter", delay.jitter()),
                        "CORRELATION", Words.correlation(fault.correlation())));
    }

    @Override
    public LitmusSpec packets(LinkFault.Packets fault) {
        Network.onlyThere(fault.direction());
        int portion = Radius.wholePercent("a portion of packets", ((Intensity.Portion) dose.intensity()).share());
        LitmusFault litmus = switch (fault.harm()) {
            case LOSS -> LitmusFault.POD_NETWORK_LOSS;
            case DUPLICATE -> LitmusFault.POD_NETWORK_DUPLICATION;
            case CORRUPT -> LitmusFault.POD_NETWORK_CORRUPTION;
        };
        return network(
                fault.on(),
                litmus,
                Map.of(
                        Words.portionOf(litmus),
                        String.valueOf(portion),
                        "CORRELATION",
                        Words.correlation(fault.correlation())));
    }

    @Override
    public LitmusSpec bandwidth(LinkFault.Bandwidth fault) {
        Network.onlyThere(fault.direction());
        return network(
                fault.on(),
                LitmusFault.POD_NETWORK_RATE_LIMIT,
                Network.tokenBucket(((Intensity.Throughput) dose.intensity()).bitsPerSecond()));
    }

    @Override
    public LitmusSpec blackhole(LinkFault.Blackhole fault) {
        warnings.add("Litmus drops what is sent to " + fault.on().name() + ", not what comes back from there");
        return network(
                fault.on(), LitmusFault.POD_NETWORK_LOSS, Map.of(Words.portionOf(LitmusFault.POD_NETWORK_LOSS), "100"));
    }

    @Override
    public LitmusSpec reset(LinkFault.Reset fault) {
        if (dose.radius().count() > 0 || dose.radius().share().fraction() < 1) {
            throw new CannotDo(
                    "Litmus resets connections to whole pods, not " + dose.radius(),
                    "write `all`, or httpAbort(on = …)");
        }
        return http(fault.on(), HttpRoute.ANY, LitmusFault.POD_HTTP_RESET_PEER, Map.of("RESET_TIMEOUT", "0"));
    }

    @Override
    public LitmusSpec refuse(LinkFault.Refuse fault) {
        throw new CannotDo("Litmus cannot refuse connections", "use blackhole(on = …), or kill(on = …) of its pods");
    }

    @Override
    public LitmusSpec httpDelay(LinkFault.HttpDelay fault) {
        Intensity.Delay delay = (Intensity.Delay) dose.intensity();
        if (!delay.jitter().isZero()) {
            warnings.add("Litmus delays every request by the same time, without jitter");
        }
        return http(
                fault.on(),
                fault.route(),
                LitmusFault.POD_HTTP_LATENCY,
                Map.of("LATENCY", Words.millis("a delay", delay.delay())));
    }

    @Override
    public LitmusSpec http(LinkFault.Http fault) {
        return http(fault.on(), fault.route(), Words.httpFault(fault.harm()), Words.httpSettings(fault.harm()));
    }

    @Override
    public LitmusSpec stream(LinkFault.Stream fault) {
        throw new CannotDo(
                "Litmus acts on packets and HTTP, not on a connection as a stream: it knows no " + fault.kind(),
                "use packetLoss(on = …), blackhole(on = …) or httpAbort(on = …), or the local engine");
    }

    @Override
    public String engine() {
        return "Litmus";
    }

    /** Stands before a port of the dependency's pods: whoever calls them is hurt. */
    private LitmusSpec http(Dependency on, HttpRoute route, LitmusFault fault, Map<String, String> settings) {
        if (!route.equals(HttpRoute.ANY)) {
            throw new CannotDo(
                    "Litmus hits all requests to a port, not only " + (route.method() + " " + route.path()).strip(),
                    "leave out the method and the path, or run it with --on chaosmesh");
        }
        KubernetesLink link = Where.link(on);
        if (link.to().isEmpty() || link.port() == 0) {
            throw new CannotDo(
                    "Litmus stands before a port of the dependency's pods, and \"" + on.name() + "\" names none",
                    "write to(\"app\" to \"…\", port = 8080)");
        }
        Pods pods = link.to().get(0);
        warnings.add("Litmus acts on what reaches the pods of " + pods.selector() + ", whoever sent it, not only "
                + link.from().selector());
        Map<String, String> env = new TreeMap<>(settings);
        env.put("TARGET_SERVICE_PORT", String.valueOf(link.port()));
        return spec(fault, pods, env);
    }

    @Override
    public LitmusSpec kill(ProgramFault.Kill fault) {
        if (!fault.grace().isZero()) {
            warnings.add("Litmus lets the pods take their own grace period, whatever is written here");
        }
        return spec(
                LitmusFault.POD_DELETE,
                Where.pods(fault.on()),
                Map.of("FORCE", String.valueOf(fault.grace().isZero())));
    }

    @Override
    public LitmusSpec crash(ProgramFault.Crash fault) {
        Pods pods = Where.pods(fault.on());
        if (pods.container().isEmpty()) {
            throw new CannotDo(
                    "Litmus kills a container only by its name",
                    "add container = \"…\" to kubernetes { } of \"" + fault.on().name() + "\"");
        }
        return spec(LitmusFault.CONTAINER_KILL, pods, Map.of("SIGNAL", "SIGKILL"));
    }

    @Override
    public LitmusSpec outage(ProgramFault.Outage fault) {
        throw new CannotDo(
                "Litmus has no fault that keeps pods down",
                "use kill(on = …), or blackhole(on = …) of a link to it, or run it with --on chaosmesh");
    }

    @Override
    public LitmusSpec pause(ProgramFault.Pause fault) {
        throw OnlyLocal.refuse("Litmus", fault, "use kill(on = …)");
    }

    @Override
    public LitmusSpec restart(ProgramFault.Restart fault) {
        return kill(new ProgramFault.Kill(fault.on(), fault.grace()));
    }

    @Override
    public LitmusSpec slowStart(ProgramFault.SlowStart fault) {
        throw OnlyLocal.refuse("Litmus", fault, "use kill(on = …)");
    }

    @Override
    public LitmusSpec busyCpu(ProgramFault.BusyCpu fault) {
        throw OnlyLocal.refuse("Litmus", fault, "use cpuStress(on = …)");
    }

    @Override
    public LitmusSpec fullDisk(ProgramFault.FullDisk fault) {
        throw OnlyLocal.refuse("Litmus", fault, "use native(engine = \"litmus\", kind = \"disk-fill\", …)");
    }

    @Override
    public LitmusSpec busyDisk(ProgramFault.BusyDisk fault) {
        throw OnlyLocal.refuse("Litmus", fault, "use native(engine = \"litmus\", kind = \"pod-io-stress\", …)");
    }

    @Override
    public LitmusSpec scarcity(ProgramFault.Scarcity fault) {
        throw OnlyLocal.refuse("Litmus", fault, "use memoryStress(on = …)");
    }

    @Override
    public LitmusSpec cpuStress(ProgramFault.CpuStress fault) {
        Intensity.CpuLoad load = (Intensity.CpuLoad) dose.intensity();
        return spec(
                LitmusFault.POD_CPU_HOG,
                Where.pods(fault.on()),
                Map.of(
                        "CPU_CORES", String.valueOf(load.workers()),
                        "CPU_LOAD", String.valueOf(Radius.wholePercent("a CPU load", load.load()))));
    }

    @Override
    public LitmusSpec memoryStress(ProgramFault.MemoryStress fault) {
        Intensity.Memory memory = (Intensity.Memory) dose.intensity();
        return spec(
                LitmusFault.POD_MEMORY_HOG,
                Where.pods(fault.on()),
                Map.of(
                        "NUMBER_OF_WORKERS", String.valueOf(memory.workers()),
                        "MEMORY_CONSUMPTION", String.valueOf((memory.bytes() + 999_999) / 1_000_000)));
    }

    @Override
    public LitmusSpec dns(ProgramFault.Dns fault) {
        if (fault.harm() == ProgramFault.DnsHarm.RANDOM) {
            throw new CannotDo(
                    "Litmus answers a name with another name, not with wrong addresses",
                    "use dnsErrors(on = …), or run it with --on chaosmesh");
        }
        if (fault.harm() != ProgramFault.DnsHarm.ERROR) {
            throw OnlyLocal.refuse("Litmus", fault, "use dnsErrors(on = …)");
        }
        return spec(LitmusFault.POD_DNS_ERROR, Where.pods(fault.on()), Words.hostNames(fault.names()));
    }

    @Override
    public LitmusSpec dnsDelay(ProgramFault.DnsDelay fault) {
        throw OnlyLocal.refuse("Litmus", fault, "use dnsErrors(on = …)");
    }

    @Override
    public LitmusSpec clockShift(ProgramFault.ClockShift fault) {
        throw Words.onlyChaosMesh("shift clocks");
    }

    @Override
    public LitmusSpec diskDelay(ProgramFault.DiskDelay fault) {
        throw Words.onlyChaosMesh("slow a disk down by a given time");
    }

    @Override
    public LitmusSpec diskError(ProgramFault.DiskError fault) {
        throw Words.onlyChaosMesh("let a disk fail");
    }

    @Override
    public LitmusSpec jvm(ProgramFault.Jvm fault) {
        throw new CannotDo(
                "Litmus reaches into a JVM only through Chaos Monkey for Spring Boot",
                "use native(\"litmus\", \"spring-boot-latency\", …), or run it with --on chaosmesh");
    }

    @Override
    public LitmusSpec nativeFault(Fault.Native fault) {
        LitmusFault litmus = NativeFault.named(fault);
        Map<String, String> env = NativeFault.env(fault, litmus);
        if (!(fault.on() instanceof Program program)) {
            throw new CannotDo(
                    "a native fault of Litmus belongs to a program",
                    "write on = a program(\"…\") { kubernetes { … } }");
        }
        Pods pods = Where.pods(program);
        LitmusSpec spec = litmus.tunables().containsKey(NativeFault.SHARE_OF_PODS)
                ? spec(litmus, pods, env)
                : new LitmusSpec(litmus, pods, ofItsOwn(litmus, env), List.of(), dose.radius(), warnings);
        if (!spec.canBeShown()) {
            warnings.add(Words.notShown(litmus));
            return new LitmusSpec(litmus, pods, spec.env(), spec.hurt(), dose.radius(), warnings);
        }
        return spec;
    }

    /** A fault that names what it hurts by itself, or takes a share of something else than pods. */
    private Map<String, String> ofItsOwn(LitmusFault litmus, Map<String, String> env) {
        Optional<String> share = NativeFault.shareOf(litmus);
        boolean all = dose.radius().count() == 0 && dose.radius().share().fraction() == 1;
        if (!all && share.isEmpty()) {
            throw new CannotDo(
                    "Litmus hurts what " + litmus.title() + " is told to, not " + dose.radius(),
                    "write `all`, and name less in its settings");
        }
        Map<String, String> whole = new TreeMap<>(env);
        share.ifPresent(name -> whole.put(name, String.valueOf(percent)));
        return whole;
    }

    private LitmusSpec network(Dependency on, LitmusFault fault, Map<String, String> settings) {
        KubernetesLink link = Where.link(on);
        Map<String, String> env = new TreeMap<>(settings);
        env.putAll(Network.destination(on, link, warnings));
        return spec(fault, link.from(), env);
    }

    private LitmusSpec spec(LitmusFault fault, Pods hurt, Map<String, String> settings) {
        if (hurt.labels().size() > 1) {
            throw new CannotDo(
                    "Litmus takes several labels for any of them: " + hurt.selector()
                            + " would hurt every pod that has one",
                    "choose the pods by one label");
        }
        Map<String, String> env = new TreeMap<>(settings);
        env.put(NativeFault.SHARE_OF_PODS, String.valueOf(percent));
        if (!hurt.container().isEmpty()) {
            env.put("TARGET_CONTAINER", hurt.container());
        }
        if (dose.radius().count() == 0 && dose.radius().share().fraction() < 1) {
            warnings.add(Words.shareOfPods(dose.radius(), hurt));
        }
        return new LitmusSpec(fault, hurt, env, List.of(hurt), dose.radius(), warnings);
    }
}

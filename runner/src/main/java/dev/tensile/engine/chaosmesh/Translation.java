package dev.tensile.engine.chaosmesh;

import dev.tensile.engine.kubernetes.CannotDo;
import dev.tensile.engine.kubernetes.OnlyLocal;
import dev.tensile.engine.kubernetes.Where;
import dev.tensile.engine.kubernetes.WithoutDatabases;
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
import dev.tensile.experiment.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** From a dose to the specification of a chaos resource. Pure; refuses what Chaos Mesh cannot do or would do otherwise. */
final class Translation implements WithoutDatabases<ChaosSpec> {
    private final Dose dose;
    private final Radius radius;

    private Translation(Dose dose) {
        this.dose = dose;
        radius = Radius.of(dose.radius());
    }

    /** @throws CannotDo if there is no counterpart */
    static ChaosSpec of(Dose dose) {
        return SpecChecks.check(dose.fault().match(new Translation(dose)));
    }

    @Override
    public ChaosSpec latency(LinkFault.Latency fault) {
        if (fault.shape() != JitterShape.UNIFORM) {
            throw new CannotDo(
                    "Chaos Mesh scatters delays uniformly, not " + fault.shape(), "leave out `jitter = normal`");
        }
        Intensity.Delay delay = (Intensity.Delay) dose.intensity();
        return network(
                fault.on(),
                fault.direction(),
                "delay",
                Words.map(
                        "latency", Words.goDuration(delay.delay()),
                        "jitter", Words.goDuration(delay.jitter()),
                        "correlation", Words.percent(fault.correlation())));
    }

    @Override
    public ChaosSpec packets(LinkFault.Packets fault) {
        String action = switch (fault.harm()) {
            case LOSS -> "loss";
            case DUPLICATE -> "duplicate";
            case CORRUPT -> "corrupt";
        };
        String portion = Words.percent(((Intensity.Portion) dose.intensity()).share());
        return network(
                fault.on(),
                fault.direction(),
                action,
                Words.map(action, portion, "correlation", Words.percent(fault.correlation())));
    }

    @Override
    public ChaosSpec bandwidth(LinkFault.Bandwidth fault) {
        return network(
                fault.on(),
                fault.direction(),
                "bandwidth",
                Words.tokenBucket(((Intensity.Throughput) dose.intensity()).bitsPerSecond()));
    }

    @Override
    public ChaosSpec blackhole(LinkFault.Blackhole fault) {
        KubernetesLink link = Where.link(fault.on());
        Map<String, Object> spec = start("partition", link.from());
        boolean outside = link.to().isEmpty() || !link.hosts().isEmpty();
        ends(spec, link, outside ? LinkFault.Direction.TO : LinkFault.Direction.BOTH);
        return network(link, spec);
    }

    @Override
    public ChaosSpec reset(LinkFault.Reset fault) {
        throw new CannotDo(
                "Chaos Mesh cannot reset connections",
                "use httpAbort(on = …), or blackhole(on = …), or the local engine");
    }

    @Override
    public ChaosSpec refuse(LinkFault.Refuse fault) {
        throw new CannotDo(
                "Chaos Mesh cannot refuse connections", "use blackhole(on = …), or outage(on = …) of its pods");
    }

    @Override
    public ChaosSpec httpDelay(LinkFault.HttpDelay fault) {
        Map<String, Object> change =
                Words.map("delay", Words.goDuration(withoutJitter("HTTPChaos").delay()));
        return http(fault.on(), fault.route(), "Request", change);
    }

    @Override
    public ChaosSpec http(LinkFault.Http fault) {
        return http(fault.on(), fault.route(), Http.side(fault.harm()), Http.change(fault.harm()));
    }

    @Override
    public ChaosSpec stream(LinkFault.Stream fault) {
        throw new CannotDo(
                "Chaos Mesh acts on packets and HTTP, not on a connection as a stream: it knows no " + fault.kind(),
                "use packetLoss(on = …), blackhole(on = …) or httpAbort(on = …), or the local engine");
    }

    @Override
    public String engine() {
        return "Chaos Mesh";
    }

    private ChaosSpec http(Dependency on, HttpRoute route, String side, Map<String, Object> change) {
        ChaosSpec spec = Http.spec(on, route, side, change, radius);
        List<String> warnings = new ArrayList<>(spec.warnings());
        wholePods(spec.hurt().get(0)).ifPresent(warnings::add);
        return new ChaosSpec(spec.kind(), spec.namespace(), spec.spec(), spec.hurt(), spec.far(), warnings);
    }

    @Override
    public ChaosSpec kill(ProgramFault.Kill fault) {
        Map<String, Object> spec = start("pod-kill", Where.pods(fault.on()));
        spec.put("gracePeriod", fault.grace().toSeconds());
        return pods(fault.on(), spec);
    }

    @Override
    public ChaosSpec crash(ProgramFault.Crash fault) {
        Pods pods = Where.pods(fault.on());
        if (pods.container().isEmpty()) {
            throw new CannotDo(
                    "Chaos Mesh kills a container only by its name",
                    "add container = \"…\" to kubernetes { } of \"" + fault.on().name() + "\"");
        }
        Map<String, Object> spec = start("container-kill", pods);
        spec.put("containerNames", List.of(pods.container()));
        return pods(fault.on(), spec);
    }

    @Override
    public ChaosSpec outage(ProgramFault.Outage fault) {
        return pods(fault.on(), start("pod-failure", Where.pods(fault.on())));
    }

    private ChaosSpec pods(Program program, Map<String, Object> spec) {
        return spec(ChaosKind.POD, Where.pods(program), spec, List.of());
    }

    @Override
    public ChaosSpec pause(ProgramFault.Pause fault) {
        throw OnlyLocal.refuse("Chaos Mesh", fault, "use outage(on = …)");
    }

    @Override
    public ChaosSpec restart(ProgramFault.Restart fault) {
        return kill(new ProgramFault.Kill(fault.on(), fault.grace()));
    }

    @Override
    public ChaosSpec slowStart(ProgramFault.SlowStart fault) {
        throw OnlyLocal.refuse(
                "Chaos Mesh", fault, "use outage(on = …), which keeps them down as long as the rung is held");
    }

    @Override
    public ChaosSpec busyCpu(ProgramFault.BusyCpu fault) {
        throw OnlyLocal.refuse("Chaos Mesh", fault, "use cpuStress(on = …)");
    }

    @Override
    public ChaosSpec fullDisk(ProgramFault.FullDisk fault) {
        throw OnlyLocal.refuse("Chaos Mesh", fault, "use failingDisk(on = …, errno = 28)");
    }

    @Override
    public ChaosSpec busyDisk(ProgramFault.BusyDisk fault) {
        throw OnlyLocal.refuse("Chaos Mesh", fault, "use slowDisk(on = …)");
    }

    @Override
    public ChaosSpec scarcity(ProgramFault.Scarcity fault) {
        throw OnlyLocal.refuse("Chaos Mesh", fault, "use failingDisk(on = …, errno = 24)");
    }

    @Override
    public ChaosSpec cpuStress(ProgramFault.CpuStress fault) {
        Intensity.CpuLoad load = (Intensity.CpuLoad) dose.intensity();
        return stress(
                fault.on(),
                "cpu",
                Words.map("workers", load.workers(), "load", Words.wholePercent("a CPU load", load.load())));
    }

    @Override
    public ChaosSpec memoryStress(ProgramFault.MemoryStress fault) {
        Intensity.Memory memory = (Intensity.Memory) dose.intensity();
        return stress(
                fault.on(),
                "memory", // the daemon divides it among the workers
                Words.map("workers", memory.workers(), "size", Words.megabytes(memory.workers() * memory.bytes())));
    }

    private ChaosSpec stress(Program program, String what, Map<String, Object> stressor) {
        Pods pods = Where.pods(program);
        Map<String, Object> spec = start("", pods);
        container(spec, pods);
        spec.put("stressors", Words.map(what, stressor));
        return spec(ChaosKind.STRESS, pods, spec, List.of());
    }

    @Override
    public ChaosSpec dns(ProgramFault.Dns fault) {
        Pods pods = Where.pods(fault.on());
        if (fault.harm() == ProgramFault.DnsHarm.NOT_FOUND || fault.harm() == ProgramFault.DnsHarm.SILENCE) {
            throw OnlyLocal.refuse("Chaos Mesh", fault, "use dnsErrors(on = …)");
        }
        Map<String, Object> spec = start(fault.harm() == ProgramFault.DnsHarm.ERROR ? "error" : "random", pods);
        for (String name : fault.names()) {
            int star = name.indexOf('*');
            if (star >= 0 && star < name.length() - 1) {
                throw new CannotDo(
                        "Chaos Mesh takes * only at the end of a name, not in \"" + name + "\"",
                        "write \"payments.*\"");
            }
        }
        if (!fault.names().isEmpty()) {
            spec.put("patterns", fault.names());
        }
        return spec(ChaosKind.DNS, pods, spec, List.of());
    }

    @Override
    public ChaosSpec dnsDelay(ProgramFault.DnsDelay fault) {
        throw OnlyLocal.refuse("Chaos Mesh", fault, "use dnsErrors(on = …)");
    }

    @Override
    public ChaosSpec clockShift(ProgramFault.ClockShift fault) {
        Pods pods = Where.pods(fault.on());
        Map<String, Object> spec = start("", pods);
        container(spec, pods);
        spec.put("timeOffset", Words.goDuration(((Intensity.Shift) dose.intensity()).offset()));
        spec.put("clockIds", List.of("CLOCK_REALTIME"));
        return spec(ChaosKind.TIME, pods, spec, List.of());
    }

    @Override
    public ChaosSpec diskDelay(ProgramFault.DiskDelay fault) {
        Map<String, Object> spec = disk("latency", fault.on(), fault.volume());
        spec.put("delay", Words.goDuration(withoutJitter("IOChaos").delay()));
        spec.put("percent", 100);
        return spec(ChaosKind.IO, Where.pods(fault.on()), spec, List.of());
    }

    @Override
    public ChaosSpec diskError(ProgramFault.DiskError fault) {
        Map<String, Object> spec = disk("fault", fault.on(), fault.volume());
        spec.put("errno", fault.errno());
        spec.put("percent", Words.wholePercent("a portion of calls", ((Intensity.Portion) dose.intensity()).share()));
        return spec(ChaosKind.IO, Where.pods(fault.on()), spec, List.of());
    }

    private Map<String, Object> disk(String action, Program program, dev.tensile.experiment.Volume volume) {
        Pods pods = Where.pods(program);
        Map<String, Object> spec = start(action, pods);
        container(spec, pods);
        spec.put("volumePath", volume.mount());
        if (!volume.files().isEmpty()) {
            spec.put("path", volume.files());
        }
        return spec;
    }

    @Override
    public ChaosSpec jvm(ProgramFault.Jvm fault) {
        Pods pods = Where.pods(fault.on());
        Map<String, Object> spec = start(Jvm.action(fault.harm()), pods);
        container(spec, pods);
        if (fault.harm().isSlow()) {
            Intensity.Delay unused = withoutJitter("JVMChaos");
        }
        spec.putAll(Jvm.settings(fault.harm(), dose.intensity()));
        return spec(
                ChaosKind.JVM,
                pods,
                spec,
                fault.harm().isSlow()
                        ? List.of(
                                "Chaos Mesh up to 2.8.3 delays nothing in a JVM 19 or newer: its agent does not compile there")
                        : List.of());
    }

    @Override
    public ChaosSpec nativeFault(Fault.Native fault) {
        return NativeSpec.of(fault, radius);
    }

    private ChaosSpec network(
            Dependency on, LinkFault.Direction direction, String action, Map<String, Object> settings) {
        KubernetesLink link = Where.link(on);
        Map<String, Object> spec = start(action, link.from());
        ends(spec, link, direction);
        spec.put(action, settings);
        return network(link, spec);
    }

    private ChaosSpec network(KubernetesLink link, Map<String, Object> spec) {
        List<String> warnings = link.hosts().isEmpty()
                ? List.of(
                        "Chaos Mesh hurts what is sent to the addresses of the pods of "
                                + link.to().get(0).selector()
                                + ": what goes through the cluster address of a Service is spared, unless hosts(\"…\") names it")
                : List.of();
        return spec(ChaosKind.NETWORK, link.from(), link.to(), spec, warnings);
    }

    /** Pods are known by their own addresses, so what else leads to them has to be named. */
    private static void ends(Map<String, Object> spec, KubernetesLink link, LinkFault.Direction direction) {
        spec.put("direction", direction.name().toLowerCase(Locale.ROOT));
        if (direction != LinkFault.Direction.TO && link.to().isEmpty()) {
            throw new CannotDo(
                    "Chaos Mesh hurts what comes back only from pods, and the link leads out of the cluster",
                    "leave out `direction`, or name the dependency's pods: to(\"app\" to \"…\")");
        }
        if (!link.to().isEmpty()) {
            spec.put("target", Selector.target(link.to().get(0)));
        }
        if (direction == LinkFault.Direction.TO && !link.hosts().isEmpty()) {
            spec.put("externalTargets", link.hosts());
        }
    }

    /** Action, mode and selector; no action where the kind has none. */
    private Map<String, Object> start(String action, Pods pods) {
        Map<String, Object> spec = new LinkedHashMap<>();
        if (!action.isEmpty()) {
            spec.put("action", action);
        }
        radius.putInto(spec);
        spec.put("selector", Selector.of(pods));
        return spec;
    }

    private static void container(Map<String, Object> spec, Pods pods) {
        if (!pods.container().isEmpty()) {
            spec.put("containerNames", List.of(pods.container()));
        }
    }

    private ChaosSpec spec(ChaosKind kind, Pods hurt, Map<String, Object> spec, List<String> warnings) {
        return spec(kind, hurt, List.of(), spec, warnings);
    }

    private ChaosSpec spec(ChaosKind kind, Pods hurt, List<Pods> far, Map<String, Object> spec, List<String> warnings) {
        List<String> all = new ArrayList<>(warnings);
        wholePods(hurt).ifPresent(all::add);
        return new ChaosSpec(kind, hurt.namespace(), spec, List.of(hurt), far, all);
    }

    private Optional<String> wholePods(Pods hurt) {
        return dose.radius().scope() == Scope.INSTANCES || dose.radius().share().fraction() == 1
                ? Optional.empty()
                : Optional.of(
                        "Chaos Mesh picks pods, not " + dose.radius().scope().word() + ": \"" + dose.radius()
                                + "\" becomes " + dose.radius().share() + " of the pods of " + hurt.selector()
                                + ", rounded up");
    }

    /** @throws CannotDo if single delays are to scatter */
    private Intensity.Delay withoutJitter(String who) {
        Intensity.Delay delay = (Intensity.Delay) dose.intensity();
        if (!delay.jitter().isZero()) {
            throw new CannotDo(who + " delays everything by the same time", "leave out `jitter`");
        }
        return delay;
    }
}

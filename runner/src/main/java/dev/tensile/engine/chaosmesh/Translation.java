package dev.tensile.engine.chaosmesh;

import dev.tensile.engine.kubernetes.CannotDo;
import dev.tensile.engine.kubernetes.Where;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Fault;
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
import java.util.Map;

/** From a dose to the specification of a chaos resource. Pure; refuses what Chaos Mesh cannot do or would do otherwise. */
final class Translation implements Fault.Cases<ChaosSpec> {
    private final Dose dose;
    private final Radius radius;

    private Translation(Dose dose) {
        this.dose = dose;
        radius = Radius.of(dose.radius());
    }

    /** @throws CannotDo if there is no counterpart */
    static ChaosSpec of(Dose dose) {
        return dose.fault().match(new Translation(dose));
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
                fault.on(), action, Words.map(action, portion, "correlation", Words.percent(fault.correlation())));
    }

    @Override
    public ChaosSpec bandwidth(LinkFault.Bandwidth fault) {
        return network(
                fault.on(), "bandwidth", Words.tokenBucket(((Intensity.Throughput) dose.intensity()).bitsPerSecond()));
    }

    @Override
    public ChaosSpec blackhole(LinkFault.Blackhole fault) {
        KubernetesLink link = Where.link(fault.on());
        Map<String, Object> spec = start("partition", link.from());
        if (link.to().isEmpty()) {
            spec.put("direction", "to");
            spec.put("externalTargets", link.hosts());
        } else {
            spec.put("direction", "both");
            spec.put("target", Selector.target(link.to().get(0)));
        }
        return spec(ChaosKind.NETWORK, link.from(), spec, List.of());
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
        Map<String, Object> change = Words.map("delay", Words.goDuration(((Intensity.Delay) dose.intensity()).delay()));
        return Http.spec(fault.on(), fault.route(), "Request", change, radius);
    }

    @Override
    public ChaosSpec http(LinkFault.Http fault) {
        return Http.spec(fault.on(), fault.route(), Http.side(fault.harm()), Http.change(fault.harm()), radius);
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
                fault.on(), "memory", Words.map("workers", memory.workers(), "size", Words.megabytes(memory.bytes())));
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
        spec.put("delay", Words.goDuration(((Intensity.Delay) dose.intensity()).delay()));
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
        spec.putAll(Jvm.settings(fault.harm(), dose.intensity()));
        return spec(ChaosKind.JVM, pods, spec, List.of());
    }

    @Override
    public ChaosSpec nativeFault(Fault.Native fault) {
        return NativeSpec.of(fault, radius);
    }

    private ChaosSpec network(Dependency on, String action, Map<String, Object> settings) {
        KubernetesLink link = Where.link(on);
        Map<String, Object> spec = start(action, link.from());
        spec.put("direction", "to");
        if (link.to().isEmpty()) {
            spec.put("externalTargets", link.hosts());
        } else {
            spec.put("target", Selector.target(link.to().get(0)));
        }
        spec.put(action, settings);
        return spec(ChaosKind.NETWORK, link.from(), spec, List.of());
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
        List<String> all = new ArrayList<>(warnings);
        if (dose.radius().scope() != Scope.INSTANCES && dose.radius().share().fraction() < 1) {
            all.add("Chaos Mesh picks pods, not " + dose.radius().scope().word() + ": \"" + dose.radius()
                    + "\" becomes " + dose.radius().share() + " of the pods of " + hurt.selector() + ", rounded up");
        }
        return new ChaosSpec(kind, hurt.namespace(), spec, List.of(hurt), all);
    }
}

package dev.tensile.engine;

import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Database;
import dev.tensile.experiment.DatabaseFault;
import dev.tensile.experiment.DatabaseHarm;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Fault;
import dev.tensile.experiment.HttpHarm;
import dev.tensile.experiment.HttpRoute;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.JitterShape;
import dev.tensile.experiment.JvmHarm;
import dev.tensile.experiment.KubernetesLink;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.LocalDatabase;
import dev.tensile.experiment.Pods;
import dev.tensile.experiment.Program;
import dev.tensile.experiment.ProgramFault;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Secret;
import dev.tensile.experiment.Share;
import dev.tensile.experiment.SourceRef;
import dev.tensile.experiment.StreamHarm;
import dev.tensile.experiment.Volume;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A dose of every fault that the language has, with every blast radius that it can have. */
public final class EveryDose {
    private static final Pods CHECKOUT = new Pods("shop", Map.of("app", "checkout"), "app");
    private static final Pods PAYMENTS = new Pods("pay", Map.of("app", "payments"), "");
    private static final Program PROGRAM = new Program("checkout", List.of(CHECKOUT), SourceRef.NONE);
    private static final Intensity FULL = new Intensity.Full();
    private static final Intensity DELAY = new Intensity.Delay(Duration.ofMillis(90), Duration.ofMillis(9));
    private static final Intensity STEADY_DELAY = new Intensity.Delay(Duration.ofMillis(90), Duration.ZERO);
    private static final Intensity PORTION = new Intensity.Portion(Share.ofPercent(5));
    private static final JvmHarm.Method METHOD = JvmHarm.Method.parse("com.shop.Pay#pay");
    private static final JvmHarm.Sql SQL = new JvmHarm.Sql(8, "shop", "carts", "select");

    private static final Database SHOP = new Database(
            "shop",
            List.of(LocalDatabase.parse("127.0.0.1:5432/shop", "tester", new Secret("PGPASSWORD"))),
            SourceRef.NONE);

    private record Strong(Fault fault, Intensity intensity) {}

    private EveryDose() {}

    public static Stream<Dose> all() {
        Dependency inside = link(new KubernetesLink(CHECKOUT, List.of(PAYMENTS), List.of("payments.pay"), 8081));
        Dependency outside =
                link(new KubernetesLink(CHECKOUT, List.of(), List.of("api.example.com:443", "10.0.0.0/8"), 0));
        return Stream.of(link(inside), link(outside), program(), sessions(), natives())
                .flatMap(faults -> faults)
                .flatMap(EveryDose::doses);
    }

    private static Dependency link(KubernetesLink link) {
        return new Dependency("payments", List.of(link), SourceRef.NONE);
    }

    private static Stream<Dose> doses(Strong strong) {
        boolean program = strong.fault instanceof ProgramFault;
        Stream<BlastRadius> radii = Stream.of(
                new BlastRadius(program ? Scope.INSTANCES : Scope.CONNECTIONS, Share.ALL),
                new BlastRadius(program ? Scope.INSTANCES : Scope.CONNECTIONS, Share.ofPercent(25)),
                BlastRadius.instances(1),
                BlastRadius.instances(3));
        if (strong.fault instanceof DatabaseFault) {
            BlastRadius all = new BlastRadius(Scope.CONNECTIONS, Share.ALL);
            return (strong.fault instanceof DatabaseFault.LockTable
                            ? Stream.of(all)
                            : Stream.of(all, BlastRadius.connections(20)))
                    .map(radius -> new Dose(strong.fault, radius, strong.intensity));
        }
        if (strong.fault instanceof LinkFault.Database database) {
            Scope unit = database.harm().unit();
            return Stream.of(
                            new BlastRadius(Scope.CONNECTIONS, Share.ofPercent(25)),
                            new BlastRadius(unit, Share.ofPercent(10)),
                            BlastRadius.instances(1))
                    .map(radius -> new Dose(strong.fault, radius, strong.intensity));
        }
        boolean ofConnections = strong.fault instanceof LinkFault.Refuse || strong.fault instanceof LinkFault.Stream;
        if (strong.fault instanceof LinkFault && !ofConnections) {
            radii = Stream.concat(radii, Stream.of(new BlastRadius(Scope.REQUESTS, Share.ofPercent(10))));
        }
        return radii.map(radius -> new Dose(strong.fault, radius, strong.intensity));
    }

    private static Stream<Strong> link(Dependency on) {
        HttpRoute route = new HttpRoute("POST", "/pay/*");
        Stream<Strong> packets = Stream.of(LinkFault.PacketHarm.values())
                .map(harm -> new Strong(new LinkFault.Packets(on, harm, Share.ofPercent(10)), PORTION));
        Stream<Strong> directions = Stream.of(LinkFault.Direction.FROM, LinkFault.Direction.BOTH)
                .flatMap(direction -> Stream.of(
                        new Strong(
                                new LinkFault.Packets(on, LinkFault.PacketHarm.LOSS, Share.NOTHING, direction),
                                PORTION),
                        new Strong(new LinkFault.Bandwidth(on, direction), new Intensity.Throughput(2_000_000)),
                        new Strong(
                                new LinkFault.Latency(on, JitterShape.UNIFORM, Share.NOTHING, direction),
                                STEADY_DELAY)));
        Stream<Strong> others = Stream.of(
                new Strong(new LinkFault.Latency(on, JitterShape.UNIFORM, Share.ofPercent(25)), DELAY),
                new Strong(new LinkFault.Latency(on, JitterShape.NORMAL, Share.NOTHING), DELAY),
                new Strong(new LinkFault.Reset(on), FULL),
                new Strong(new LinkFault.Refuse(on), FULL),
                new Strong(new LinkFault.Blackhole(on), FULL),
                new Strong(new LinkFault.Bandwidth(on), new Intensity.Throughput(2_000_000)),
                new Strong(new LinkFault.HttpDelay(on, route), DELAY),
                new Strong(new LinkFault.HttpDelay(on, HttpRoute.ANY), STEADY_DELAY),
                new Strong(new LinkFault.Http(on, HttpRoute.ANY, new HttpHarm.Abort()), FULL),
                new Strong(new LinkFault.Http(on, HttpRoute.ANY, new HttpHarm.Status(503)), FULL),
                new Strong(new LinkFault.Http(on, HttpRoute.ANY, new HttpHarm.Body("{\"ok\":false}")), FULL),
                new Strong(new LinkFault.Http(on, route, new HttpHarm.Status(503)), FULL),
                new Strong(new LinkFault.Http(on, route, new HttpHarm.Body("{\"ok\":false}")), FULL));
        return Stream.of(packets, directions, others, streams(on), answers(on, route), databases(on))
                .flatMap(faults -> faults);
    }

    private static Stream<Strong> streams(Dependency on) {
        return Stream.of(
                        new StreamHarm.ResetAfterBytes(10_000),
                        new StreamHarm.ResetAfterTime(Duration.ofSeconds(5)),
                        new StreamHarm.Truncate(10_000),
                        new StreamHarm.SlowClose(),
                        new StreamHarm.Slices(10, Duration.ofMillis(5)),
                        new StreamHarm.HalfOpen(),
                        new StreamHarm.Corruption(),
                        new StreamHarm.Flapping(
                                Duration.ofSeconds(5), Duration.ofSeconds(1), StreamHarm.Flapping.Down.REFUSING),
                        new StreamHarm.Flapping(
                                Duration.ofSeconds(5), Duration.ofSeconds(1), StreamHarm.Flapping.Down.SILENT))
                .flatMap(harm -> Stream.of(LinkFault.Direction.values())
                        .map(direction -> new LinkFault.Stream(on, harm, direction)))
                .map(fault -> new Strong(fault, EveryDose.intensityOf(fault)));
    }

    private static Intensity intensityOf(LinkFault.Stream fault) {
        if (fault.strength() == Intensity.Full.class) {
            return FULL;
        }
        return fault.strength() == Intensity.Delay.class ? DELAY : PORTION;
    }

    private static Stream<Strong> answers(Dependency on, HttpRoute route) {
        return Stream.of(
                        new HttpHarm.Header("Retry-After", "120"),
                        new HttpHarm.Truncate(10),
                        new HttpHarm.Malform(HttpHarm.Malform.Part.STATUS_LINE),
                        new HttpHarm.Malform(HttpHarm.Malform.Part.CHUNK),
                        new HttpHarm.LoseAnswer())
                .map(harm -> new Strong(new LinkFault.Http(on, route, harm), FULL));
    }

    private static Stream<Strong> databases(Dependency on) {
        return Stream.of(
                        new DatabaseHarm.LoginFailure(),
                        new DatabaseHarm.TooManyClients(10),
                        new DatabaseHarm.StartingUp(DatabaseHarm.StartingUp.Live.KEPT),
                        new DatabaseHarm.StartingUp(DatabaseHarm.StartingUp.Live.TERMINATED),
                        new DatabaseHarm.DropTransaction(),
                        new DatabaseHarm.SlowStatement("(?i)^select \"x\""),
                        new DatabaseHarm.FailStatement("40001", ""),
                        new DatabaseHarm.ReadOnly())
                .map(harm -> new LinkFault.Database(on, harm))
                .map(fault -> new Strong(fault, fault.strength() == Intensity.Delay.class ? DELAY : FULL));
    }

    private static Stream<Strong> sessions() {
        return Stream.of(
                new Strong(new DatabaseFault.LockTable(SHOP, "carts", DatabaseFault.Mode.EXCLUSIVE), FULL),
                new Strong(new DatabaseFault.LeakedConnections(SHOP), FULL));
    }

    private static Stream<Strong> program() {
        Stream<Strong> jvm = Stream.of(
                        new JvmHarm.ThrowFrom(METHOD, "java.io.IOException(\"gone\")"),
                        new JvmHarm.ReturnFrom(METHOD, "null"),
                        new JvmHarm.CollectGarbage(),
                        new JvmHarm.BurnCpu(2),
                        new JvmHarm.FillMemory(JvmHarm.FillMemory.Area.HEAP),
                        new JvmHarm.FillMemory(JvmHarm.FillMemory.Area.STACK),
                        new JvmHarm.Rule("RULE x\nCLASS y\nMETHOD z\nDO return\nENDRULE"),
                        new JvmHarm.FailSql(SQL, "gone"))
                .map(harm -> new Strong(new ProgramFault.Jvm(PROGRAM, harm), FULL));
        Stream<Strong> slow = Stream.of(new JvmHarm.SlowMethod(METHOD), new JvmHarm.SlowSql(SQL))
                .map(harm -> new Strong(new ProgramFault.Jvm(PROGRAM, harm), STEADY_DELAY));
        Volume volume = new Volume("/data", "/data/orders/**");
        Stream<Strong> others = Stream.of(
                new Strong(new ProgramFault.Kill(PROGRAM, Duration.ZERO), FULL),
                new Strong(new ProgramFault.Kill(PROGRAM, Duration.ofSeconds(5)), FULL),
                new Strong(new ProgramFault.Crash(PROGRAM), FULL),
                new Strong(new ProgramFault.Outage(PROGRAM), FULL),
                new Strong(new ProgramFault.Pause(PROGRAM), FULL),
                new Strong(new ProgramFault.Restart(PROGRAM, Duration.ofSeconds(5)), FULL),
                new Strong(new ProgramFault.SlowStart(PROGRAM), STEADY_DELAY),
                new Strong(new ProgramFault.BusyCpu(PROGRAM), PORTION),
                new Strong(new ProgramFault.FullDisk(PROGRAM, "/data"), new Intensity.Space(50_000_000)),
                new Strong(new ProgramFault.BusyDisk(PROGRAM, "/data"), new Intensity.Transfer(5_000_000)),
                new Strong(
                        new ProgramFault.Scarcity(PROGRAM, ProgramFault.Scarce.FILE_DESCRIPTORS),
                        new Intensity.Left(3)),
                new Strong(new ProgramFault.Scarcity(PROGRAM, ProgramFault.Scarce.THREADS), new Intensity.Left(3)),
                new Strong(new ProgramFault.CpuStress(PROGRAM), new Intensity.CpuLoad(2, Share.ofPercent(80))),
                new Strong(new ProgramFault.MemoryStress(PROGRAM), new Intensity.Memory(1, 256_000_000)),
                new Strong(new ProgramFault.Dns(PROGRAM, ProgramFault.DnsHarm.ERROR, List.of("payments.*")), FULL),
                new Strong(new ProgramFault.Dns(PROGRAM, ProgramFault.DnsHarm.RANDOM, List.of()), FULL),
                new Strong(new ProgramFault.Dns(PROGRAM, ProgramFault.DnsHarm.NOT_FOUND, List.of()), FULL),
                new Strong(new ProgramFault.Dns(PROGRAM, ProgramFault.DnsHarm.SILENCE, List.of()), FULL),
                new Strong(new ProgramFault.DnsDelay(PROGRAM, List.of("payments.*")), STEADY_DELAY),
                new Strong(new ProgramFault.ClockShift(PROGRAM), new Intensity.Shift(Duration.ofHours(-2))),
                new Strong(new ProgramFault.DiskDelay(PROGRAM, volume), STEADY_DELAY),
                new Strong(new ProgramFault.DiskError(PROGRAM, volume, 28), PORTION));
        return Stream.of(jvm, slow, others).flatMap(faults -> faults);
    }

    private static Stream<Strong> natives() {
        return Stream.of(
                nativeFault("chaosmesh", "AWSChaos", "action: ec2-stop\nawsRegion: eu-west-1\nec2Instance: i-1"),
                nativeFault("chaosmesh", "GCPChaos", "action: node-stop\nproject: p\nzone: z\ninstance: i"),
                nativeFault(
                        "chaosmesh",
                        "AzureChaos",
                        "action: vm-stop\nsubscriptionID: s\nresourceGroupName: g\nvmName: v"),
                nativeFault(
                        "chaosmesh",
                        "PhysicalMachineChaos",
                        "action: stress-cpu\nmode: all\naddress: [\"10.0.0.1:31767\"]\nstress-cpu: {load: 10, workers: 1}"),
                nativeFault(
                        "chaosmesh",
                        "IOChaos",
                        "action: mistake\nvolumePath: /data\nmistake: {filling: zero, maxOccurrences: 1, maxLength: 10}"),
                nativeFault("chaosmesh", "BlockChaos", "action: delay\nvolumeName: data\ndelay: {latency: 1s}"),
                nativeFault("chaosmesh", "KernelChaos", "failKernRequest: {failtype: 0}"),
                nativeFault("litmus", "node-drain", "TARGET_NODE: node-1"));
    }

    private static Strong nativeFault(String engine, String resource, String settings) {
        return new Strong(new Fault.Native(PROGRAM, engine, resource, settings), FULL);
    }
}

package dev.tensile.engine.chaosmesh;

import com.sun.net.httpserver.HttpServer;
import dev.tensile.engine.Analyst;
import dev.tensile.engine.Experimenter;
import dev.tensile.engine.HttpWorkload;
import dev.tensile.engine.RunTime;
import dev.tensile.engine.RunWatcher;
import dev.tensile.engine.StopRequest;
import dev.tensile.engine.SystemUnderTest;
import dev.tensile.engine.TestPlans;
import dev.tensile.experiment.AnswerRules;
import dev.tensile.experiment.Arrivals;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Environment;
import dev.tensile.experiment.Experiment;
import dev.tensile.experiment.Guardrail;
import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.Ladder;
import dev.tensile.experiment.Load;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Rate;
import dev.tensile.experiment.RequestTemplate;
import dev.tensile.experiment.Rung;
import dev.tensile.experiment.Service;
import dev.tensile.experiment.SourceRef;
import dev.tensile.run.Ending;
import dev.tensile.run.PlanFile;
import dev.tensile.run.Restoration;
import dev.tensile.run.RunStore;
import dev.tensile.run.RunWriter;
import dev.tensile.verdict.RungVerdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/**
 * Whole runs against the emulated cluster, each ended by a guardrail: a service that fails while the fault is in force, a real load,
 * the real guard. The time counts from the guard's last look at the load, so that its judgement is in it.
 */
final class TripToPause {
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final RequestTemplate GET = new RequestTemplate("GET", "/", Map.of(), "", 1);

    private final ChaosMeshScene scene;
    private final Path runs;

    TripToPause(ChaosMeshScene scene, Path runs) {
        this.scene = scene;
        this.runs = runs;
    }

    /** Milliseconds from the look that tripped until the pause was accepted. */
    double run(int number) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/", exchange -> {
            boolean hurt = !exchange.getRequestURI().getPath().equals("/health")
                    && !scene.cluster.inForce().isEmpty();
            exchange.sendResponseHeaders(hurt ? 500 : 200, -1);
            exchange.close();
        });
        server.start();
        try {
            return run(number, new HostPort("127.0.0.1", server.getAddress().getPort()));
        } finally {
            server.stop(0);
            ((java.util.concurrent.ExecutorService) server.getExecutor()).shutdown();
        }
    }

    private double run(int number, HostPort at) {
        PlanFile plan = PlanFile.of(plan(TestPlans.service(at)));
        Looks time = new Looks(RunTime.real(new StopRequest()));
        try (RunWriter writer =
                new RunStore(runs).create(plan, "", Clock.systemUTC().instant(), "bench-" + number)) {
            Experimenter.End end = new Experimenter(new Experimenter.Parts(
                            plan,
                            scene.engine(Patience.DEFAULT),
                            (journal, clock) -> new Found(),
                            new HttpWorkload(plan.plan()),
                            writer,
                            new NoAnalyst(),
                            RunWatcher.NONE,
                            time,
                            new StopRequest()))
                    .run(Clock.systemUTC(), Map.of());
            if (end.ending() != Ending.GUARD_ABORTED || end.restoration() != Restoration.VERIFIED) {
                throw new IllegalStateException("the guardrail did not end it: " + end);
            }
        }
        long paused = PauseLatency.lastPatch(scene);
        return (paused - time.before(paused)) / 1e6;
    }

    private static Plan plan(Service shop) {
        Dose dose = ChaosMeshScene.latency(ChaosMeshScene.ALL);
        Load load = new Load(
                TestPlans.LOAD,
                shop,
                Arrivals.CONSTANT,
                new Rate(100),
                Duration.ofSeconds(1),
                List.of(GET),
                AnswerRules.DEFAULT,
                SourceRef.NONE);
        List<Guardrail> guardrails = List.of(TestPlans.errorsBelow(5));
        Rung rung = new Rung(List.of(dose), Duration.ofSeconds(20), SourceRef.NONE);
        Experiment experiment = new Experiment(
                "bench",
                "",
                "",
                List.of(),
                new Environment.AlreadyRunning(),
                List.of(shop, ChaosMeshScene.LINK),
                List.of(load),
                List.of(TestPlans.errorRateBelow(5)),
                guardrails,
                Duration.ZERO,
                SHORT,
                new Ladder(List.of(rung), SHORT),
                Duration.ZERO,
                Duration.ZERO,
                List.of(),
                SourceRef.NONE);
        return Plan.of(experiment, "chaosmesh", "", "", 1);
    }

    /** Real time that remembers when it was last woken. */
    private static final class Looks implements RunTime {
        private final RunTime real;
        private final java.util.NavigableSet<Long> woken = new java.util.TreeSet<>();

        Looks(RunTime real) {
            this.real = real;
        }

        long before(long nanoTime) {
            return woken.floor(nanoTime);
        }

        @Override
        public long nanos() {
            return real.nanos();
        }

        @Override
        public Optional<StopRequest.Reason> waitUntil(long nanos) {
            Optional<StopRequest.Reason> stop = real.waitUntil(nanos);
            woken.add(System.nanoTime());
            return stop;
        }

        @Override
        public Optional<StopRequest.Reason> waitFor(CompletableFuture<?> work, long nanos) {
            Optional<StopRequest.Reason> stop = real.waitFor(work, nanos);
            woken.add(System.nanoTime());
            return stop;
        }
    }

    private static final class Found implements SystemUnderTest.Running {
        @Override
        public void checkHealth() {}

        @Override
        public void close() {}
    }

    /** There is nothing to judge: the guardrail comes first. */
    private static final class NoAnalyst implements Analyst {
        @Override
        public double designEffect(Guardrail guardrail) {
            return 1;
        }

        @Override
        public Optional<String> unsteady() {
            return Optional.empty();
        }

        @Override
        public RungVerdict judge(int rung) {
            throw new IllegalStateException("no guardrail tripped");
        }
    }
}

package dev.tensile.engine.local;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tensile.engine.Engine;
import dev.tensile.engine.EngineContract;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Injection;
import dev.tensile.engine.TestPlans;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Scope;
import dev.tensile.run.Undo;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract, against a link in a process of its own that the run owns. */
final class LocalEngineTest extends EngineContract {
    @TempDir
    private Path state;

    private EchoServer upstream;
    private HostPort listen;

    @BeforeEach
    void upstream() throws Exception {
        System.setProperty("tensile.state", state.toString());
        upstream = new EchoServer();
        listen = Caller.freePort();
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        upstream.close();
        System.clearProperty("tensile.state");
    }

    @Override
    protected Engine engine() {
        return new LocalEngine();
    }

    @Override
    protected Plan plan() {
        return TestPlans.plan(dose());
    }

    @Override
    protected Dose dose() {
        Dependency dependency = TestPlans.dependency("echo", listen, upstream.address());
        return TestPlans.latency(dependency, TestPlans.percentOf(Scope.CONNECTIONS, 100), Duration.ofMillis(500));
    }

    @Override
    protected boolean isDisturbed() throws Exception {
        try (Caller caller = new Caller(listen)) {
            return caller.echo("hello") >= 500;
        }
    }

    @Override
    protected void killTheTarget(EngineSession session) {
        Undo undo = session.openUndos().get(0);
        ProcessHandle process =
                ProcessHandle.of(Long.parseLong(undo.handle().get("pid"))).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    @Test
    void aDoseThatMetNobodyTouchedNothing() {
        try (EngineSession session = engine().open(plan(), "run-1")) {
            Injection injection = session.inject(order());
            injection.close();
            assertFalse(injection.delivered().touchedAnything());
        }
    }
}

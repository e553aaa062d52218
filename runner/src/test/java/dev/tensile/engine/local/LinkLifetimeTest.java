package dev.tensile.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.TestPlans;
import dev.tensile.engine.Verification;
import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.LocalLink;
import dev.tensile.experiment.Plan;
import dev.tensile.run.Restoration;
import dev.tensile.run.Undo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Links and runs that die in all the ways that they can; after each test no process, socket or thread is left. */
@Timeout(120)
final class LinkLifetimeTest {
    @TempDir
    private Path state;

    private EchoServer upstream;
    private HostPort listen;
    private final LocalEngine engine = new LocalEngine();

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
        Caller.await(
                "no process is left",
                () -> ProcessHandle.current().descendants().noneMatch(ProcessHandle::isAlive));
        Caller.await(
                "no thread is left",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("tensile-link")));
        assertFalse(LinkProbe.isServed(listen), "somebody still listens on " + listen);
        assertEquals(List.of(), sockets());
    }

    private List<Path> sockets() throws IOException {
        try (Stream<Path> files = Files.walk(state)) {
            return files.filter(file -> file.toString().endsWith(".sock")).toList();
        }
    }

    private LocalLink link() {
        return new LocalLink(listen, upstream.address());
    }

    private Plan plan() {
        return TestPlans.plan(RunnerMain.dose(listen, upstream.address()));
    }

    private boolean passes() {
        try (Caller caller = new Caller(listen)) {
            return caller.echo("hello") < Caller.PATIENCE_MILLIS;
        } catch (IOException e) {
            return false;
        }
    }

    /** A run in another process, with its dose in force. */
    private record OtherRun(Process process, Undo undo) {
        static OtherRun start(LocalLink link) throws Exception {
            Process process = LinkJvm.of(
                            RunnerMain.class,
                            List.of(link.listen().toString(), link.upstream().toString()))
                    .builder()
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new OtherRun(process, RunnerMain.undo(process.inputReader().readLine()));
        }

        void kill() {
            process.destroyForcibly().onExit().join();
        }

        ProcessHandle linkProcess() {
            return ProcessHandle.of(Long.parseLong(undo.handle().get("pid"))).orElseThrow();
        }
    }

    @Test
    void aKilledRunTakesItsOwnLinkWithIt() throws Exception {
        OtherRun run = OtherRun.start(link());
        ProcessHandle process = run.linkProcess();
        run.kill();
        process.onExit().join();
        Verification found = engine.undo(run.undo());
        assertEquals(Restoration.VERIFIED, found.restoration(), found.detail());
        assertEquals(Restoration.VERIFIED, engine.undo(run.undo()).restoration());
    }

    @Test
    void aKilledRunLeavesADetachedLinkOpenAndUndisturbed() throws Exception {
        LinkProcess link = LinkProcess.startDetached(List.of(link()));
        assertTrue(passes());
        OtherRun run = OtherRun.start(link());
        assertEquals(link.pid(), run.linkProcess().pid());
        try (Caller live = new Caller(listen)) {
            live.send("hello");
            assertTrue(live.isSilentFor(100));
            run.kill();
            assertEquals("hello", live.receive(5));
        }
        assertTrue(passes());
        Verification found = engine.undo(run.undo());
        assertEquals(Restoration.VERIFIED, found.restoration(), found.detail());
        assertTrue(link.isAlive());
        LinkProcess.find(listen).orElseThrow().stop();
        assertFalse(link.isAlive());
        assertEquals(Restoration.VERIFIED, engine.undo(run.undo()).restoration());
    }

    @Test
    void aLinkHasOneRunAtATimeAndNamesIt() throws Exception {
        LinkProcess link = LinkProcess.startDetached(List.of(link()));
        OtherRun run = OtherRun.start(link());
        EngineException refused = assertThrows(EngineException.class, () -> engine.open(plan(), "run-1"));
        assertTrue(
                String.valueOf(refused.getMessage())
                        .contains(Long.toString(run.process().pid())),
                refused::getMessage);
        run.kill();
        Caller.await("the lease has ended", this::canBeLeased);
        link.stop();
    }

    private boolean canBeLeased() {
        try (EngineSession session = engine.open(plan(), "run-1")) {
            return session.isAlive();
        } catch (EngineException e) {
            return false;
        }
    }

    @Test
    void aRecoveryLeavesTheNextRunsDosesAlone() throws Exception {
        LinkProcess link = LinkProcess.startDetached(List.of(link()));
        OtherRun first = OtherRun.start(link());
        first.kill();
        Caller.await("the lease has ended", this::canBeLeased);
        OtherRun second = OtherRun.start(link());
        engine.undo(first.undo());
        try (Caller caller = new Caller(listen)) {
            caller.send("hello");
            assertTrue(caller.isSilentFor(200));
        }
        second.kill();
        link.stop();
    }

    @Test
    void recoveryEndsALinkThatDoesNotAnswer() throws Exception {
        OtherRun run = OtherRun.start(link());
        ProcessHandle process = run.linkProcess();
        new ProcessBuilder("kill", "-STOP", Long.toString(process.pid()))
                .start()
                .waitFor();
        Verification found = engine.undo(run.undo());
        assertEquals(Restoration.VERIFIED, found.restoration(), found.detail());
        assertFalse(process.isAlive());
        run.kill();
    }

    @Test
    void recoveryCleansUpAfterAKilledLink() throws Exception {
        LinkProcess link = LinkProcess.startDetached(List.of(link()));
        OtherRun run = OtherRun.start(link());
        run.linkProcess().destroyForcibly();
        run.linkProcess().onExit().join();
        assertEquals(1, sockets().size());
        Verification found = engine.undo(run.undo());
        assertEquals(Restoration.VERIFIED, found.restoration(), found.detail());
        assertEquals(List.of(), sockets());
        assertFalse(link.isAlive());
        run.kill();
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(listen.port(), 1, InetAddress.getLoopbackAddress())) {
            EngineException refused = assertThrows(EngineException.class, () -> engine.open(plan(), "run-1"));
            assertEquals(EngineException.Category.ENVIRONMENT, refused.category());
            assertTrue(String.valueOf(refused.getMessage()).contains(listen.toString()), refused::getMessage);
            assertTrue(refused.mend().contains("stop the program"), refused.mend());
            assertFalse(other.isClosed());
        }
    }

    @Test
    void aLinkThatLeadsElsewhereIsNamed() throws Exception {
        LinkProcess link = LinkProcess.startDetached(List.of(link()));
        Plan elsewhere = TestPlans.plan(RunnerMain.dose(listen, Caller.freePort()));
        EngineException refused = assertThrows(EngineException.class, () -> engine.open(elsewhere, "run-1"));
        assertTrue(String.valueOf(refused.getMessage()).contains("leads to " + upstream.address()));
        link.stop();
    }

    @Test
    void verificationAcceptsAnUpstreamThatIsDownWithOrWithoutTheLink() throws Exception {
        try (EngineSession session = engine.open(plan(), "run-1")) {
            upstream.close();
            Verification found = session.verify();
            assertEquals(Restoration.VERIFIED, found.restoration());
            assertTrue(found.detail().contains("cannot be connected to"), found.detail());
        }
    }
}

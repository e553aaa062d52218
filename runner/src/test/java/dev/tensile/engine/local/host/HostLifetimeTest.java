package dev.tensile.engine.local.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.Verification;
import dev.tensile.engine.local.LocalEngine;
import dev.tensile.engine.local.host.HostRunMain.OtherRun;
import dev.tensile.run.Restoration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs and watchdogs that die in all the ways that they can; nothing is left of any. */
@Timeout(120)
final class HostLifetimeTest {
    private static final long SOON = 20_000;

    @TempDir
    private Path folder;

    private final Sleepers sleepers = new Sleepers();
    private Path pid = Path.of("/");

    @BeforeEach
    void state() {
        System.setProperty("tensile.state", folder.resolve("state").toString());
        pid = folder.resolve("orders.pid");
    }

    @AfterEach
    void end() {
        System.clearProperty("tensile.state");
        sleepers.close();
    }

    private static void recovered(OtherRun run) {
        Verification found = new LocalEngine().undo(run.undo());
        assertEquals(Restoration.VERIFIED, found.restoration(), found.detail());
        Verification again = new LocalEngine().undo(run.undo());
        assertEquals("nothing is left of the run on this machine", again.detail());
        assertFalse(Files.exists(HeldFolder.of(run.mark().lease()).folder()));
        assertEquals(List.of(), run.mark().all());
    }

    @Test
    void theWatchdogOfAKilledRunContinuesWhatWasPausedAndEnds() throws Exception {
        Victim victim = sleepers.start(pid);
        OtherRun run = OtherRun.start("pause", pid);
        assertTrue(victim.isStopped());
        run.kill();
        assertTrue(
                Waiting.until(SOON, () -> !victim.isStopped() && !run.watchdog().isAlive()));
        assertTrue(victim.isAlive());
        assertFalse(Files.exists(HeldFolder.of(run.mark().lease()).folder()));
        recovered(run);
    }

    @Test
    void whatAKilledRunAndItsKilledWatchdogPausedIsContinuedByRecover() throws Exception {
        Victim victim = sleepers.start(pid);
        OtherRun run = OtherRun.start("pause", pid);
        run.killWatchdog();
        run.kill();
        assertTrue(victim.isStopped());
        recovered(run);
        assertFalse(victim.isStopped());
        assertTrue(victim.isAlive());
    }

    @ParameterizedTest
    @ValueSource(strings = {"outage", "pause-own", "memory"})
    void whatWasStartedForARunEndsWithIt(String kind) throws Exception {
        OtherRun run = OtherRun.start(kind, pid);
        run.kill();
        assertTrue(Waiting.until(
                SOON, () -> run.mark().all().isEmpty() && !run.watchdog().isAlive()));
        recovered(run);
    }

    @ParameterizedTest
    @ValueSource(strings = {"outage", "pause-own", "memory"})
    void whatWasStartedForARunIsEndedByRecoverIfItsWatchdogWasKilledToo(String kind) throws Exception {
        OtherRun run = OtherRun.start(kind, pid);
        run.kill();
        run.killWatchdog();
        recovered(run);
    }

    @Test
    void whatIsHeldOfADeadRunIsFoundWithoutItsFolderAndWhatIsHeldOfALivingOneIsNot() throws Exception {
        Victim victim = sleepers.start(pid);
        OtherRun run = OtherRun.start("pause", pid);
        assertEquals(List.of(), new LocalEngine().orphans());
        run.killWatchdog();
        run.kill();
        assertTrue(victim.isStopped());
        assertEquals(List.of(run.undo()), new LocalEngine().orphans());
        Verification found = new LocalEngine().undo(new LocalEngine().orphans().get(0));
        assertEquals(Restoration.VERIFIED, found.restoration(), found.detail());
        assertFalse(victim.isStopped());
        assertEquals(List.of(), new LocalEngine().orphans());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatLostItsMarkEndsWithTheRunToo(boolean watchdogIsKilled) throws Exception {
        OtherRun run = OtherRun.start(Doses.UNMARKED, pid);
        List<Victim> started = List.of(Sleepers.await(pid), Sleepers.await(HostRunMain.child(pid)));
        assertTrue(Waiting.until(SOON, () -> run.mark().of(Doses.UNMARKED).isEmpty()), "nobody bears the mark");
        if (watchdogIsKilled) {
            run.killWatchdog();
        }
        run.kill();
        assertTrue(Waiting.until(SOON, () -> watchdogIsKilled || !run.watchdog().isAlive()));
        recovered(run);
        assertTrue(started.stream().noneMatch(Victim::isAlive));
    }

    @Test
    void aChildThatTakesMemoryEndsAtOnceWithItsWatchdog() throws Exception {
        OtherRun run = OtherRun.start("memory", pid);
        assertEquals(1, run.mark().of(Mark.STRESS).size());
        run.killWatchdog();
        assertTrue(Waiting.until(2_000, () -> run.mark().of(Mark.STRESS).isEmpty()));
        run.kill();
        recovered(run);
    }

    @Test
    void recoverEndsAWatchdogThatDoesNotHear() throws Exception {
        Victim victim = sleepers.start(pid);
        OtherRun run = OtherRun.start("pause", pid);
        Victim watchdog = Victim.of(run.watchdog().pid()).orElseThrow();
        watchdog.send(Victim.Signal.STOP);
        run.kill();
        assertEquals(List.of(run.undo()), new LocalEngine().orphans());
        recovered(run);
        assertFalse(watchdog.isAlive());
        assertFalse(victim.isStopped());
    }

    @Test
    void aProcessThatGotTheNumberOfAVictimLaterIsLeftAlone() throws Exception {
        Victim victim = sleepers.start(pid);
        Victim earlier = new Victim(victim.pid(), victim.startTicks() - 1, victim.boot());
        victim.send(Victim.Signal.STOP);
        assertTrue(Waiting.until(2_000, victim::isStopped));
        new Held.Stopped(List.of(earlier)).takeBack();
        new Held.Stopped(List.of(new Victim(victim.pid(), victim.startTicks(), "another boot"))).takeBack();
        assertTrue(victim.isStopped());
        assertTrue(earlier.end(100), "that one is gone");
        assertTrue(victim.isAlive());
        new Held.Stopped(List.of(victim)).takeBack();
        assertFalse(victim.isStopped());
    }
}

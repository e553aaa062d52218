package dev.tensile.engine.local.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Injection;
import dev.tensile.engine.TestPlans;
import dev.tensile.engine.Verification;
import dev.tensile.engine.local.LocalEngine;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.Program;
import dev.tensile.experiment.ProgramFault;
import dev.tensile.experiment.Share;
import dev.tensile.run.Delivered;
import dev.tensile.run.Restoration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What each fault does to real processes and to this machine, and what is said to have been delivered. */
@Timeout(120)
final class HostFaultsTest {
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

    private static EngineSession open(Dose dose) {
        EngineSession session = new LocalEngine().open(TestPlans.plan(dose), "run-1");
        session.begin();
        return session;
    }

    private static DoseOrder order(Dose dose, Duration limit) {
        return new DoseOrder(1, 0, dose, limit, 1);
    }

    private static Injection inject(EngineSession session, Dose dose) {
        return session.inject(order(dose, Duration.ofMinutes(1)));
    }

    private static void restored(EngineSession session) {
        Verification seen = session.verify();
        assertEquals(Restoration.VERIFIED, seen.restoration(), seen.detail());
    }

    /** Held for so long, taken back and looked at; what it delivered. */
    private static Delivered.Measured hold(Dose dose, long millis) throws InterruptedException {
        try (EngineSession session = open(dose)) {
            Injection injection = inject(session, dose);
            Thread.sleep(millis);
            injection.close();
            restored(session);
            return (Delivered.Measured) injection.delivered();
        }
    }

    private static void asAsked(Delivered.Measured got) {
        assertTrue(got.isAsAsked(), got::toString);
    }

    @Test
    void whatWasKilledIsBroughtBackByItsKeeperAndWaitedFor() throws Exception {
        Victim first = sleepers.startKept(pid);
        Dose dose = Doses.all(new ProgramFault.Kill(Doses.found("the test", List.of(), pid), Duration.ZERO));
        asAsked(hold(dose, 0));
        assertFalse(first.isAlive());
        assertNotEquals(first, Sleepers.await(pid));
    }

    @Test
    void whatNobodyBringsBackIsResidue() throws Exception {
        Victim victim = sleepers.start(pid);
        Program program = Doses.found("nobody", List.of(), pid);
        Dose dose = Doses.all(new ProgramFault.Crash(Doses.program(new dev.tensile.experiment.LocalProgram(
                program.local().orElseThrow().origin(), "nobody", List.of(), "", Duration.ofMillis(300)))));
        EngineSession session = open(dose);
        inject(session, dose).close();
        Verification seen = session.verify();
        assertEquals(Restoration.RESIDUE, seen.restoration());
        assertTrue(seen.detail().contains("orders is not"), seen.detail());
        assertFalse(victim.isAlive());
        EngineException left = assertThrows(EngineException.class, session::close);
        assertTrue(String.valueOf(left.getMessage()).contains("by nobody"), left::getMessage);
        sleepers.start(pid);
        Verification recovered = new LocalEngine().undo(session.openUndos().get(0));
        assertEquals(Restoration.VERIFIED, recovered.restoration(), recovered.detail());
    }

    @Test
    void whatHasACommandToStartItAgainIsStartedWithIt() throws Exception {
        Victim first = sleepers.start(pid);
        List<String> again = List.of("/bin/sh", "-c", "sleep 600 & echo $! > " + pid);
        Dose dose = Doses.all(new ProgramFault.Outage(Doses.found("", again, pid)));
        try {
            Delivered.Measured got = hold(dose, 500);
            asAsked(got);
            assertFalse(first.isAlive());
            assertNotEquals(first, Sleepers.await(pid));
        } finally {
            Finding.byPidFiles(List.of(pid.toString())).forEach(victim -> victim.end(100));
        }
    }

    /** The test is a keeper that nobody spoke of, such as systemd with Restart=always. */
    @Test
    void whatSomebodyElseStartsAgainEarlyIsNotDownAndNotStartedTwice() throws Exception {
        sleepers.start(pid);
        Path twice = folder.resolve("twice");
        Program orders = Doses.found("", List.of("/bin/sh", "-c", "echo > " + twice), pid);
        List<Dose> doses = List.of(
                Doses.all(new ProgramFault.Outage(orders)),
                Doses.all(
                        new ProgramFault.SlowStart(orders),
                        new Intensity.Delay(Duration.ofSeconds(30), Duration.ZERO)));
        for (Dose dose : doses) {
            try (EngineSession session = open(dose)) {
                Injection injection = inject(session, dose);
                assertTrue(Waiting.until(10_000, () -> injection.delivered().touchedAnything()));
                Victim again = sleepers.start(pid);
                assertTrue(Waiting.until(10_000, () -> !injection.delivered().touchedAnything()));
                injection.close();
                restored(session);
                wasNotDelivered("somebody else started it again", injection);
                assertTrue(again.isAlive());
                assertFalse(Files.exists(twice));
            }
        }
    }

    @Test
    void whatTensileStartedIsStartedAgainAfterTheDelayAndEndsWithTheRun() throws Exception {
        Dose dose = Doses.all(
                new ProgramFault.SlowStart(Doses.started(pid)),
                new Intensity.Delay(Duration.ofSeconds(2), Duration.ZERO));
        Victim second;
        try (EngineSession session = open(dose)) {
            Victim first = Sleepers.await(pid);
            Injection injection = inject(session, dose);
            assertFalse(first.isAlive());
            assertTrue(Waiting.until(
                    10_000, () -> !Finding.byPidFiles(List.of(pid.toString())).isEmpty()));
            second = Sleepers.await(pid);
            injection.close();
            restored(session);
            Delivered.Measured got = (Delivered.Measured) injection.delivered();
            assertEquals("ms", got.unit());
            assertTrue(got.got() >= 2_000, got::toString);
        }
        assertFalse(second.isAlive());
    }

    /** Its child has no living parent that is known, nor a mark. */
    @Test
    void theChildrenOfWhatWasKilledEndWithTheRunThoughNothingMarksThem() throws Exception {
        Path child = folder.resolve("child.pid");
        Dose dose = Doses.all(new ProgramFault.Crash(Doses.unmarked(pid, child)));
        Victim orphan;
        try (EngineSession session = open(dose)) {
            Victim first = Sleepers.await(pid);
            orphan = Sleepers.await(child);
            Injection injection = inject(session, dose);
            injection.close();
            restored(session);
            assertFalse(first.isAlive());
            assertTrue(orphan.isAlive());
        }
        assertFalse(orphan.isAlive());
        assertTrue(Finding.byPidFiles(List.of(pid.toString(), child.toString())).isEmpty());
    }

    @Test
    void anInstanceThatDoesNotEndWithinItsGraceIsEnded() throws Exception {
        List<String> deaf = List.of("/bin/sh", "-c", "trap '' TERM; echo $$ > " + pid + "; while :; do sleep 1; done");
        sleepers.run(pid, deaf);
        List<String> again = List.of("/bin/sh", "-c", "sleep 600 & echo $! > " + pid);
        Dose dose = Doses.all(new ProgramFault.Restart(Doses.found("", again, pid), Duration.ofMillis(700)));
        try {
            Delivered.Measured got = hold(dose, 0);
            asAsked(got);
            assertTrue(got.remarks().toString().contains("had not ended by itself after 700 ms"), got::toString);
        } finally {
            Finding.byPidFiles(List.of(pid.toString())).forEach(victim -> victim.end(100));
        }
    }

    @Test
    void itsGraceIsNotCutShortByTheTimeLimit() throws Exception {
        List<String> deaf = List.of("/bin/sh", "-c", "trap '' TERM; echo $$ > " + pid + "; while :; do sleep 1; done");
        sleepers.run(pid, deaf);
        List<String> again = List.of("/bin/sh", "-c", "sleep 600 & echo $! > " + pid);
        Dose dose = Doses.all(new ProgramFault.Kill(Doses.found("", again, pid), Duration.ofMillis(1_500)));
        try (EngineSession session = open(dose)) {
            Injection injection = session.inject(order(dose, Duration.ofMillis(500)));
            injection.close();
            restored(session);
            Delivered.Measured got = (Delivered.Measured) injection.delivered();
            assertTrue(got.remarks().toString().contains("had not ended by itself after 1.5 s"), got::toString);
        } finally {
            Finding.byPidFiles(List.of(pid.toString())).forEach(victim -> victim.end(100));
        }
    }

    @Test
    void oneOfTwoInstancesIsPaused() throws Exception {
        Victim first = sleepers.start(pid);
        Victim second = sleepers.start(folder.resolve("other.pid"));
        Dose dose = Doses.one(new ProgramFault.Pause(Doses.found("", List.of(), pid, folder.resolve("other.pid"))));
        try (EngineSession session = open(dose)) {
            Injection injection = inject(session, dose);
            assertEquals(
                    1, List.of(first, second).stream().filter(Victim::isStopped).count());
            injection.close();
            restored(session);
            asAsked((Delivered.Measured) injection.delivered());
        }
    }

    @Test
    void whatSomebodyElseStoppedIsRefusedAndLeftAlone() throws Exception {
        Victim victim = sleepers.start(pid);
        victim.send(Victim.Signal.STOP);
        assertTrue(Waiting.until(2_000, victim::isStopped));
        Dose dose = Doses.all(new ProgramFault.Pause(Doses.found("", List.of(), pid)));
        EngineException refused = assertThrows(EngineException.class, () -> hold(dose, 0));
        assertTrue(String.valueOf(refused.getMessage()).contains("stopped already"), refused::getMessage);
        assertTrue(victim.isStopped());
    }

    @Test
    void aRecordThatCannotBeReadIsSaidAndStopsNoOther() throws Exception {
        Victim first = sleepers.start(pid);
        Victim second = sleepers.start(folder.resolve("other.pid"));
        Dose one = Doses.all(new ProgramFault.Pause(Doses.found("", List.of(), pid)));
        Program orders = Doses.found("", List.of(), folder.resolve("other.pid"));
        Dose other = Doses.all(new ProgramFault.Pause(new Program("other", orders.addresses(), orders.at())));
        EngineSession session = new LocalEngine().open(TestPlans.plan(one, other), "run-1");
        session.begin();
        inject(session, one);
        inject(session, other);
        assertTrue(first.isStopped() && second.isStopped());
        Path record = HeldFolder.of(lease(session)).folder().resolve("2.json");
        Files.writeString(record, "{\"kind\":\"stop");
        EngineException left = assertThrows(EngineException.class, session::close);
        assertTrue(String.valueOf(left.getMessage()).contains("cannot understand " + record), left::getMessage);
        assertFalse(first.isStopped() || second.isStopped());
    }

    @Test
    void aDoseThatNobodyTakesBackEndsAtItsTimeLimit() throws Exception {
        Victim victim = sleepers.start(pid);
        Dose dose = Doses.all(new ProgramFault.Pause(Doses.found("", List.of(), pid)));
        try (EngineSession session = open(dose)) {
            Injection injection = session.inject(order(dose, Duration.ofMillis(400)));
            assertTrue(Waiting.until(10_000, () -> !victim.isStopped()));
            restored(session);
            injection.close();
            wasNotDelivered("its time limit passed", injection);
        }
    }

    @Test
    void aProcessHasOnlySoManyDescriptorsLeftAndThenAllOfThemAgain() throws Exception {
        Path count = folder.resolve("count");
        String opens = "echo $$ > " + pid + "; while :; do i=0; (for fd in 20 21 22 23 24 25 26 27; do"
                + " eval \"exec $fd</dev/null\" 2>/dev/null || break; i=$((i+1)); echo $i > " + count + "; done);"
                + " sleep 0.1; done";
        Victim victim = sleepers.run(pid, List.of("/bin/bash", "-c", opens));
        String before =
                Limit.of(victim, "nofile", "Max open files", 1).orElseThrow().soft();
        ProgramFault fault =
                new ProgramFault.Scarcity(Doses.found("", List.of(), pid), ProgramFault.Scarce.FILE_DESCRIPTORS);
        Dose dose = Doses.all(fault, new Intensity.Left(0));
        try (EngineSession session = open(dose)) {
            Injection injection = inject(session, dose);
            assertNotEquals(
                    before,
                    Limit.of(victim, "nofile", "Max open files", 1)
                            .orElseThrow()
                            .soft());
            Thread.sleep(300);
            Files.deleteIfExists(count);
            Thread.sleep(500);
            assertFalse(Files.exists(count), "nothing could be opened");
            injection.close();
            assertEquals(
                    before,
                    Limit.of(victim, "nofile", "Max open files", 1)
                            .orElseThrow()
                            .soft());
            assertTrue(Waiting.until(10_000, () -> Files.exists(count)));
            restored(session);
            asAsked((Delivered.Measured) injection.delivered());
        }
    }

    @Test
    void aLimitLeavesAsManyFreeNumbersAsAsked() {
        assertEquals(5, Orders.limitThatLeaves(2, List.of(0, 1, 2)));
        assertEquals(3, Orders.limitThatLeaves(0, List.of(0, 1, 2, 7)));
        assertEquals(8, Orders.limitThatLeaves(4, List.of(0, 1, 2, 7)));
        assertEquals(9, Orders.limitThatLeaves(5, List.of(0, 1, 2, 7)) - 0);
    }

    @Test
    void memoryIsReallyHeldAndGivenBack() throws Exception {
        Dose dose = Doses.all(new ProgramFault.MemoryStress(Doses.machine()), new Intensity.Memory(1, 300_000_000));
        asAsked(hold(dose, 1_000));
    }

    @Test
    void memoryThatTheSystemTookBackInMidHoldWasNotDelivered() throws Exception {
        Dose dose = Doses.all(new ProgramFault.MemoryStress(Doses.machine()), new Intensity.Memory(1, 50_000_000));
        try (EngineSession session = open(dose)) {
            Injection injection = inject(session, dose);
            assertTrue(Waiting.until(10_000, () -> ((Delivered.Measured) injection.delivered()).isAsAsked()));
            Mark mark = new Mark(lease(session));
            mark.of(Mark.STRESS).forEach(child -> child.send(Victim.Signal.KILL));
            assertTrue(Waiting.until(10_000, () -> mark.of(Mark.STRESS).isEmpty()));
            assertTrue(Waiting.until(10_000, () -> remarks(injection).contains("has ended")));
            injection.close();
            restored(session);
            wasNotDelivered("has ended", injection);
        }
    }

    private static String lease(EngineSession session) {
        return String.valueOf(session.openUndos().get(0).handle().get("lease"));
    }

    private static String remarks(Injection injection) {
        return ((Delivered.Measured) injection.delivered()).remarks().toString();
    }

    private static void wasNotDelivered(String why, Injection injection) {
        Delivered.Measured got = (Delivered.Measured) injection.delivered();
        assertFalse(got.isAsAsked(), got::toString);
        assertTrue(got.remarks().toString().contains(why), got::toString);
    }

    @Test
    void memoryThatTheMachineNeedsIsRefused() {
        long all = Proc.memory("MemAvailable");
        Dose dose = Doses.all(new ProgramFault.MemoryStress(Doses.machine()), new Intensity.Memory(1, all));
        EngineException refused = assertThrows(EngineException.class, () -> hold(dose, 0));
        assertEquals(EngineException.Category.NOT_DELIVERED, refused.category());
        assertTrue(String.valueOf(refused.getMessage()).contains("must stay so"), refused::getMessage);
    }

    @Test
    void aDiskIsFilledWithAFileThatHasNoName() throws Exception {
        Dose dose = Doses.all(
                new ProgramFault.FullDisk(Doses.machine(), folder.toString()), new Intensity.Space(80_000_000));
        try (EngineSession session = open(dose)) {
            Injection injection = inject(session, dose);
            try (var files = Files.list(folder)) {
                assertEquals(
                        List.of("state"),
                        files.map(file -> file.getFileName().toString()).toList());
            }
            injection.close();
            restored(session);
            asAsked((Delivered.Measured) injection.delivered());
        }
    }

    @Test
    void whatADiskDoesNotTakeInTimeIsSaid() {
        Dose dose = Doses.all(
                new ProgramFault.FullDisk(Doses.machine(), folder.toString()), new Intensity.Space(80_000_000_000L));
        HostWire.Order order = new HostWire.Order(
                1,
                HostWire.Act.FILL,
                "",
                List.of(),
                0,
                0,
                80e9,
                1,
                folder.toString(),
                List.of(),
                "",
                List.of(),
                null,
                dose.shownWithin().toMillis(),
                60_000);
        Delivered.Measured got =
                new Delivered.Measured("room taken on the disk", "bytes", 80e9, 3.2e9, 3.2e9, 3.2e9, List.of());
        EngineException said = HostSession.tooSlow(dose, order, got);
        assertTrue(
                String.valueOf(said.getMessage())
                        .contains("after 30 s it was not complete: room taken on the disk: 3.2 GB of 80 GB"),
                said::getMessage);
        assertTrue(said.mend().contains("faster disk"), said::mend);
    }

    @Test
    void aDiskThatTensileNeedsIsNotFilled() {
        Dose dose = Doses.all(
                new ProgramFault.FullDisk(Doses.machine(), folder.toString()), new Intensity.Space(4_000_000_000_000L));
        EngineException refused = assertThrows(EngineException.class, () -> hold(dose, 0));
        assertTrue(String.valueOf(refused.getMessage()).contains("must stay free"), refused::getMessage);
    }

    /** A little of one processor, which a busy machine has to spare, too. */
    @Test
    void processorTimeIsReallyTaken() throws Exception {
        Dose dose =
                Doses.all(new ProgramFault.CpuStress(Doses.machine()), new Intensity.CpuLoad(1, Share.ofPercent(20)));
        Delivered.Measured got = hold(dose, 5_000);
        assertTrue(got.got() > 0.1 && got.got() < 0.22, got::toString);
    }

    @Test
    void processorsThatAreBusyAlreadyAreOnlyToppedUp() throws Exception {
        Dose dose = Doses.all(new ProgramFault.BusyCpu(Doses.machine()), new Intensity.Portion(Share.ofPercent(60)));
        Delivered.Measured got = hold(dose, 6_000);
        assertTrue(got.got() > 0.5, got::toString);
    }
}

package dev.tensile.engine;

import static dev.tensile.engine.TestPlans.climb;
import static dev.tensile.engine.TestPlans.resetOf;
import static dev.tensile.engine.TestPlans.rung;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.run.Ending;
import dev.tensile.run.Event;
import dev.tensile.run.PlanFile;
import dev.tensile.run.Restoration;
import dev.tensile.run.RunStore;
import dev.tensile.run.RunWriter;
import dev.tensile.run.Undo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is put back of a run whose process was killed, from nothing but its folder. */
final class RecoveryTest {
    private static final Instant LATER = RunUnderTest.NOW.plusSeconds(90);

    @TempDir
    private Path runs;

    private RunWriter writer;
    private final List<Undo> undone = new ArrayList<>();

    @BeforeEach
    void run() {
        writer = new RunStore(runs).create(PlanFile.of(climb(rung(resetOf("a")))), "", RunUnderTest.NOW, "test");
    }

    @AfterEach
    void close() {
        writer.close();
    }

    private void started(String process) {
        writer.append(new Event.Started(0, RunUnderTest.NOW, "digest", Map.of(Recovery.PROCESS, process)));
    }

    private static Undo undo(String of) {
        return new Undo("fake", "dose", Map.of("of", of));
    }

    private void injecting(String of) {
        writer.append(new Event.Injecting(1, 1, 0, "reset", undo(of)));
    }

    private void ended(Restoration restoration) {
        writer.append(new Event.Ended(2, Ending.STOPPED, restoration, "stopped"));
    }

    private Recovery.Report recover() {
        return new Recovery(Map.of("fake", this::undo)).recover(writer.folder(), LATER);
    }

    private Verification undo(Undo undo) {
        undone.add(undo);
        return new Verification("the fake", Restoration.VERIFIED, "clean");
    }

    private List<Event> events() {
        return RunStore.loadEvents(writer.folder());
    }

    private Event.Ended lastWord() {
        return RunStore.load(writer.folder()).lastWord().orElseThrow();
    }

    @Test
    void aKilledRunIsUndoneTheLastThingFirstAndEachThingOnce() {
        started("1@1");
        List.of("link", "a", "b", "a").forEach(this::injecting);
        Recovery.Report report = recover();
        assertEquals(Recovery.State.RECOVERED, report.state());
        assertEquals(List.of(undo("a"), undo("b"), undo("link")), undone);
        assertEquals(3, report.seen().size());
    }

    @Test
    void whatWasDoneIsWrittenDown() {
        started("1@1");
        injecting("a");
        recover();
        List<Event> events = events();
        assertEquals(
                new Event.Verified(90_000_000_000L, 0, "the fake", Restoration.VERIFIED, "clean"),
                events.get(events.size() - 2));
        assertEquals(
                new Event.Ended(90_000_000_000L, Ending.CRASHED, Restoration.VERIFIED, "put back by tensile recover"),
                lastWord());
    }

    @Test
    void doingItTwiceFindsNothingMore() {
        started("1@1");
        injecting("a");
        recover();
        assertEquals(Recovery.State.ENDED, recover().state());
        assertEquals(List.of(undo("a")), undone);
    }

    @Test
    void aRunThatPutEverythingBackIsLeftAlone() {
        started("1@1");
        injecting("a");
        ended(Restoration.VERIFIED);
        int before = events().size();
        assertEquals(Recovery.State.ENDED, recover().state());
        assertEquals(List.of(), undone);
        assertEquals(before, events().size());
    }

    @Test
    void aRunThatEndedWithResidueIsUndoneAndKeepsItsEnding() {
        started("1@1");
        injecting("a");
        ended(Restoration.RESIDUE);
        assertEquals(Recovery.State.RECOVERED, recover().state());
        assertEquals(Ending.STOPPED, lastWord().ending());
        assertEquals(Restoration.VERIFIED, lastWord().restoration());
    }

    @Test
    void aRunWhoseProcessIsAliveLooksAfterItself() {
        started(dev.tensile.process.ProcessId.current().toString());
        injecting("a");
        assertEquals(Recovery.State.RUNNING, recover().state());
        assertEquals(List.of(), undone);
    }

    @Test
    void aProcessWithTheSameNumberIsNotTakenForTheRun() {
        started(ProcessHandle.current().pid() + "@1");
        injecting("a");
        assertEquals(Recovery.State.RECOVERED, recover().state());
    }

    @Test
    void anUnknownEngineIsResidueAndTheOthersAreUndone() {
        started("1@1");
        injecting("a");
        writer.append(new Event.Injecting(1, 1, 0, "pause", new Undo("other", "pod", Map.of("pod", "x"))));
        Recovery.Report report = recover();
        assertEquals(Recovery.State.RESIDUE, report.state());
        assertTrue(report.seen().get(0).detail().contains("no engine \"other\""), report.seen()::toString);
        assertEquals(List.of(undo("a")), undone);
        assertEquals(Restoration.RESIDUE, lastWord().restoration());
    }

    @Test
    void anUndoThatFailsIsResidueUntilItWorks() {
        started("1@1");
        injecting("a");
        injecting("b");
        Recovery broken = new Recovery(Map.of("fake", undo -> {
            if (undo.equals(undo("b"))) {
                throw new IllegalStateException("no such thing");
            }
            return undo(undo);
        }));
        Recovery.Report report = broken.recover(writer.folder(), LATER);
        assertEquals(Recovery.State.RESIDUE, report.state());
        assertEquals("undoing failed: no such thing", report.seen().get(0).detail());
        assertEquals(List.of(undo("a")), undone, "the others are undone all the same");
        assertEquals(Recovery.State.RECOVERED, recover().state());
    }

    @Test
    void aLineThatWasCutOffIsNoHindrance() throws Exception {
        started("1@1");
        injecting("a");
        Path events = writer.folder().resolve("events.ndjson");
        Files.writeString(events, "{\"kind\":\"injec", java.nio.file.StandardOpenOption.APPEND);
        assertEquals(Recovery.State.RECOVERED, recover().state());
        assertEquals(List.of(undo("a")), undone);
        assertEquals(Ending.CRASHED, lastWord().ending());
        assertEquals(Recovery.State.ENDED, recover().state());
    }

    @Test
    void aRunThatWasKilledBeforeItsFirstWordHasNothingToUndo() {
        assertEquals(Recovery.State.RECOVERED, recover().state());
        assertEquals(List.of(), undone);
    }
}

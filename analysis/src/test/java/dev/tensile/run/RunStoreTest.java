package dev.tensile.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStoreTest {
    private static final Instant NOW = Instant.parse("2026-05-12T10:00:00Z");
    private static final List<Event> EVENTS = List.of(
            new Event.Started(0, NOW, "digest", Map.of("pid", "1")),
            new Event.PhaseStarted(1_000, Phase.Kind.BASELINE, 0),
            new Event.Injecting(2_000, 1, 0, "latency", new Undo("local", "link", Map.of("socket", "/tmp/x"))),
            new Event.Injected(3_000, 1, 0),
            new Event.GuardTripped(4_000, 1, -1, Double.POSITIVE_INFINITY, 0, "50 % failures"),
            new Event.Reverted(
                    5_000, 1, 0, new Delivered.Traffic(3, 2, 10, 5, 0, 0, 0, new Delivered.Delays(5, 1, 2, 3, 4))),
            new Event.Ended(6_000, Ending.GUARD_ABORTED, Restoration.VERIFIED, "done"));

    @TempDir
    Path root;

    private Path write(List<Event> events, Samples samples) {
        try (RunWriter writer = new RunStore(root).create(PlanFile.of(Specimen.plan()), "script", NOW, "ab12")) {
            events.forEach(writer::append);
            writer.append(samples);
            return writer.folder();
        }
    }

    private static LinkCount counted(String dependency, int tenth, long requests) {
        return new LinkCount(
                dependency, tenth * LinkCount.WIDTH_NANOS, 1, 0, 0, requests, requests - 1, 0, 0, 1, 300, 200);
    }

    @Test
    void readsBackWhatPassedTheLinksWithoutALineThatWasTorn() throws IOException {
        List<LinkCount> counts = List.of(counted("payments", 0, 5), counted("payments", 1, 7));
        Path folder;
        try (RunWriter writer = new RunStore(root).create(PlanFile.of(Specimen.plan()), "", NOW, "ab12")) {
            folder = writer.folder();
            writer.append(List.<LinkCount>of());
            assertFalse(
                    Files.exists(folder.resolve("attempts.ndjson")), "an engine that counts nothing leaves no file");
            writer.append(counts.subList(0, 1));
            writer.append(counts.subList(1, 2));
        }
        Files.writeString(folder.resolve("attempts.ndjson"), "{\"dependency\":\"pay", StandardOpenOption.APPEND);
        assertEquals(counts, RunStore.load(folder).attempts().counts());
    }

    @Test
    void aRunWithoutCountsKnowsNothingOfAnyLink() {
        Attempts none = RunStore.load(write(EVENTS, Samples.NONE)).attempts();
        assertFalse(none.knows("payments"));
        assertTrue(none.window("payments", 0, 1, LinkCount.WIDTH_NANOS).isEmpty());
    }

    @Test
    void keepsWhatServicesSayOfThemselves() {
        List<Reading> readings = List.of(
                new Reading(5, "checkout", "state", Map.of("name", "payments", "state", "open"), 0),
                new Reading(7, "checkout", "pending", Map.of(), 12.5));
        Path folder;
        try (RunWriter writer = new RunStore(root).create(PlanFile.of(Specimen.plan()), "", NOW, "ab12")) {
            folder = writer.folder();
            readings.forEach(reading -> writer.appendReadings(List.of(reading)));
        }
        assertEquals(readings, RunStore.load(folder).readings().all());
    }

    @Test
    void aReadingHoldsUntilTheNext() {
        Readings readings = new Readings(List.of(
                new Reading(10, "a", "m", Map.of(), 1),
                new Reading(10, "b", "m", Map.of(), 5),
                new Reading(20, "a", "m", Map.of(), 3)));
        assertEquals(0, readings.at(9));
        assertEquals(6, readings.at(19));
        assertEquals(8, readings.at(20));
        assertEquals(
                5, readings.of("m", reading -> reading.service().equals("b")).at(30));
        assertEquals(6, readings.most(12, 15), "what was known before");
    }

    private static Samples samples(int count) {
        List<Sample> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Outcome outcome = List.of(Outcome.values()).get(i % 5);
            list.add(new Sample(
                    i * 5_000_000L,
                    i * 5_000_000L + 70,
                    1_234_567L + i,
                    outcome,
                    List.of(Cohort.values()).get(i % 3),
                    List.of(Cause.values()).get(i % 8),
                    i % 2,
                    200 + i % 300));
        }
        return Samples.of(list);
    }

    private static void assertSame(Samples expected, Samples actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i), actual.get(i));
        }
    }

    /** Other readers, such as Python's, keep the last of two silently. */
    @Test
    void noFieldOfAnEventOrOfThePlanIsThereTwice() throws IOException {
        Path folder = write(EVENTS, samples(1));
        ObjectMapper strict = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        List<String> documents = new ArrayList<>(Files.readAllLines(folder.resolve(RunStore.EVENTS)));
        documents.add(Files.readString(folder.resolve(RunStore.PLAN)));
        for (String document : documents) {
            assertTrue(strict.readTree(document).isObject(), document);
        }
    }

    @Test
    void readsBackARunBeforeAndAfterItIsSealed() {
        Path folder = write(EVENTS, samples(10_000));
        Run open = RunStore.load(folder);
        assertEquals(EVENTS, open.events());
        assertEquals(Specimen.plan(), open.plan());
        assertSame(samples(10_000), open.samples());

        RunStore.seal(folder);
        assertFalse(Files.exists(folder.resolve(RunStore.SAMPLE_LOG)));
        assertSame(samples(10_000), RunStore.load(folder).samples());
        RunStore.seal(folder);
        assertSame(samples(10_000), RunStore.load(folder).samples());
    }

    @Test
    void dropsARowAndALineThatACrashCutOff() throws IOException {
        Path folder = write(EVENTS.subList(0, 2), samples(10));
        Files.write(folder.resolve(RunStore.SAMPLE_LOG), new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        Files.writeString(folder.resolve(RunStore.EVENTS), "{\"kind\":\"inj", StandardOpenOption.APPEND);
        Run run = RunStore.load(folder);
        assertSame(samples(10), run.samples());
        assertEquals(EVENTS.subList(0, 2), run.events());
        assertEquals(Ending.CRASHED, run.ending());

        RunStore.append(folder, EVENTS.subList(6, 7));
        assertEquals(Ending.GUARD_ABORTED, RunStore.load(folder).ending());
    }

    @Test
    void sealsARunWithoutSamples() {
        Path folder = write(EVENTS, Samples.NONE);
        RunStore.seal(folder);
        assertEquals(0, RunStore.load(folder).samples().size());
    }

    @Test
    void linksTheLatestRunAndListsTheNewestFirst() throws IOException {
        Path folder = write(EVENTS, Samples.NONE);
        Path newer;
        try (RunWriter writer =
                new RunStore(root).create(PlanFile.of(Specimen.plan()), "", NOW.plusSeconds(60), "cd34")) {
            newer = writer.folder();
        }
        assertEquals(newer.toRealPath(), folder.resolveSibling("latest").toRealPath());
        assertEquals(List.of(newer, folder), new RunStore(root).folders());
    }

    @Test
    void saysWhichFolderCannotBeMade() throws IOException {
        Files.writeString(root.resolve("taken"), "");
        RunStore store = new RunStore(root.resolve("taken"));
        RunStoreException refused = assertThrows(
                RunStoreException.class, () -> store.create(PlanFile.of(Specimen.plan()), "", NOW, "ab12"));
        assertTrue(String.valueOf(refused.getMessage()).contains("taken"));
        assertTrue(refused.mend().contains("--runs"));
    }

    @Test
    void keepsADocumentBesideTheRun() {
        Path folder = write(EVENTS, Samples.NONE);
        RunStore.save(folder, "undo.json", new Undo("local", "link", Map.of("a", "b")));
        assertEquals(
                new Undo("local", "link", Map.of("a", "b")),
                RunStore.read(folder, "undo.json", Undo.class).orElseThrow());
        assertTrue(RunStore.read(folder, "none.json", Undo.class).isEmpty());
    }
}

package dev.tensile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The experiments of {@code experiments/README.md} in a shortened form, two beside each other, each with a shop of its own. So short a run
 * leaves open most of what it could show; but it must deliver its fault, show nothing else than expected, end as expected, and put everything back.
 * A third of them each day, or all with {@code -Dtensile.experiments=true}, which takes some minutes more.
 * {@code bench/experiments} counts the verdicts of runs that are long enough, with all settings.
 */
@Timeout(1500)
final class ExperimentsIT {
    private static final Path ROOT =
            Path.of(System.getProperty("tensile.root", "..")).toAbsolutePath().normalize();
    private static final Pattern ROW = Pattern.compile(
            "\\|[^|]*\\| \\[?`([a-z-]+\\.chaos\\.kts)`[^|]*\\| *(?:`--set ([^`]*)`)? *\\|[^|]*\\| ([A-Z]+) \\|");
    private static final int FIRST_PORT = 21_080;

    private static final int LANES = 2;

    private final ExecutorService pool = Executors.newFixedThreadPool(LANES);
    private final BlockingQueue<Integer> lanes = new LinkedBlockingQueue<>(List.of(0, 1));

    @TempDir
    Path folder;

    @AfterEach
    void endEverything() {
        pool.shutdownNow();
    }

    private record Row(String script, String expected) {
        @Override
        public String toString() {
            return script + ": " + expected;
        }

        String text() throws IOException {
            return Files.readString(ROOT.resolve("experiments").resolve(script));
        }
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(ROOT.resolve("experiments").resolve("README.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches() && row.group(2) == null) {
                rows.add(new Row(row.group(1), row.group(3)));
            }
        }
        return rows;
    }

    /** What is in the folder is in the table, but for the one that needs somebody's own service. */
    @TestFactory
    Stream<DynamicTest> everyExperimentIsInTheTable() throws IOException {
        List<String> listed = rows().stream().map(Row::script).toList();
        try (Stream<Path> files = Files.list(ROOT.resolve("experiments"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".chaos.kts") && !name.equals("own-service.chaos.kts"))
                    .sorted()
                    .toList()
                    .stream()
                    .map(name -> DynamicTest.dynamicTest(name, () -> assertTrue(listed.contains(name))));
        }
    }

    /** All, or every third: another third each day, so that all are run within three. */
    private static List<Row> chosen() throws IOException {
        List<Row> all = rows();
        if (Boolean.getBoolean("tensile.experiments")) {
            return all;
        }
        long today = LocalDate.now(ZoneOffset.UTC).toEpochDay();
        return IntStream.range(0, all.size())
                .filter(i -> i % 3 == today % 3)
                .mapToObj(all::get)
                .toList();
    }

    /** What acts on the whole machine, or needs much of it, comes last, when nothing else goes on. */
    @TestFactory
    Stream<DynamicTest> endsAsTheTableSays() throws IOException {
        assumeTrue(Files.isDirectory(ROOT.resolve("demo/target/dist/lib")), "the demo is not built");
        List<DynamicTest> beside = new ArrayList<>();
        List<DynamicTest> alone = new ArrayList<>();
        for (Row row : chosen()) {
            if (row.text().contains("machine()") || row.text().contains("rate = 200")) {
                alone.add(DynamicTest.dynamicTest(row.toString(), () -> judged(row, ranAgain(row, run(row, 0)))));
            } else {
                Future<Answer> answer = pool.submit(() -> inLane(row));
                beside.add(DynamicTest.dynamicTest(row.toString(), () -> judged(row, ranAgain(row, answer.get()))));
            }
        }
        return Stream.concat(beside.stream(), alone.stream());
    }

    private Answer inLane(Row row) throws IOException, InterruptedException {
        int lane = lanes.take();
        try {
            return run(row, lane);
        } finally {
            lanes.add(lane);
        }
    }

    /** A machine so busy that the shop was not steady before any fault has answered nothing: ask again, in a lane of its own. */
    private Answer ranAgain(Row row, Answer first) throws IOException, InterruptedException {
        Answer answer = first;
        for (int time = 0; time < 2 && answer.exit() == ExitCode.NOT_STEADY.number(); time++) {
            answer = run(row, LANES);
        }
        return answer;
    }

    private static void judged(Row row, Answer answer) throws IOException {
        JsonNode verdict = new ObjectMapper().readTree(answer.data());
        String judgement = verdict.path("judgement").asText();
        assertEquals("VERIFIED", verdict.path("restoration").asText(), answer::toString);
        if (row.expected().equals("ABORTED")) {
            assertEquals("ABORTED", judgement, answer::toString);
        } else {
            boolean isOpen = judgement.equals("INCONCLUSIVE") || (judgement.equals("INVALID") && isOnlyShort(verdict));
            assertTrue(isOpen || judgement.equals(row.expected()), answer::toString);
            assertTrue(
                    List.of("COMPLETED", "RUNG_UNSHOWN")
                            .contains(verdict.path("ending").asText()),
                    answer::toString);
        }
    }

    /** Whether all that is amiss is a machine too busy to send the load on time, or phases too short to be steady or judged. */
    private static boolean isOnlyShort(JsonNode verdict) {
        for (JsonNode gate : verdict.path("gates")) {
            boolean excused = List.of("G1", "G5", "G6").contains(gate.path("id").asText());
            if (gate.path("status").asText().equals("FAILED") && !excused) {
                return false;
            }
        }
        return true;
    }

    /** Not the ports of a shop that somebody may have up. Shops that start together are slow for longer. */
    private Answer run(Row row, int lane) throws IOException, InterruptedException {
        Path own = Files.createDirectories(folder.resolve("lane-" + lane));
        int port = FIRST_PORT + 1000 * lane;
        Path script = own.resolve(row.script());
        Files.writeString(
                script,
                row.text()
                        .replace("127.0.0.1:1808", "127.0.0.1:" + port / 10)
                        .replace(":15353", ":" + (21_953 + lane))
                        .replaceAll("warmUp\\(.*\\)", "warmUp(6.seconds)"));
        List<String> command = new ArrayList<>(RealRun.java(
                "-Dtensile.demo.port=" + port,
                "-Dtensile.demo=" + ROOT.resolve("demo/target/dist/lib"),
                "-Dtensile.cache=" + Path.of("target", "script-cache").toAbsolutePath(),
                "-Dtensile.state=" + own.resolve("state")));
        command.addAll(
                List.of("run", script.toString(), "--runs", own.resolve("runs").toString(), "--output", "json"));
        command.addAll(List.of("--set", "hold=5s"));
        Path data = own.resolve("stdout");
        Path human = own.resolve("stderr");
        Process process = new ProcessBuilder(command)
                .redirectOutput(data.toFile())
                .redirectError(human.toFile())
                .start();
        try {
            assertTrue(process.waitFor(5, TimeUnit.MINUTES), row + " does not end");
        } finally {
            process.destroy();
        }
        assertFalse(process.isAlive());
        return new Answer(process.exitValue(), Files.readString(data), Files.readString(human));
    }
}

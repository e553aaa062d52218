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
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The experiments of {@code experiments/README.md} in a shortened form, each with a shop of its own. So short a run
 * leaves open most of what it could show; but it must deliver its fault, show nothing else than expected, end as expected, and put everything back.
 * {@code bench/experiments} counts the verdicts of runs that are long enough, with all settings. What has not begun within {@link #BUDGET} is skipped, and says so; each day another one begins.
 */
@Timeout(1500)
final class ExperimentsIT {
    private static final Path ROOT =
            Path.of(System.getProperty("tensile.root", "..")).toAbsolutePath().normalize();
    private static final Pattern ROW = Pattern.compile(
            "\\|[^|]*\\| \\[?`([a-z-]+\\.chaos\\.kts)`[^|]*\\| *(?:`--set ([^`]*)`)? *\\|[^|]*\\| ([A-Z]+) \\|");
    private static final int LANES = 1;
    private static final Duration BUDGET = Duration.ofMinutes(20);

    @TempDir
    Path folder;

    private record Row(String script, String setting, String expected) {
        @Override
        public String toString() {
            return script + (setting.isEmpty() ? "" : " --set " + setting) + ": " + expected;
        }

        /** What acts on the whole machine, or needs much of it. */
        boolean isAlone() throws IOException {
            return text().contains("machine()") || text().contains("rate = 200");
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
                rows.add(new Row(row.group(1), row.group(2) == null ? "" : row.group(2), row.group(3)));
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

    @TestFactory
    Stream<DynamicTest> endsAsTheTableSays() throws IOException, InterruptedException {
        assumeTrue(
                Boolean.getBoolean("tensile.experiments"),
                "takes minutes of a quiet machine: -Dtensile.experiments=true");
        assumeTrue(Files.isDirectory(ROOT.resolve("demo/target/dist/lib")), "the demo is not built");
        ExecutorService lanes = Executors.newFixedThreadPool(LANES);
        List<Integer> free = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            free.add(lane);
        }
        long deadline = System.nanoTime() + BUDGET.toNanos();
        List<DynamicTest> tests = new ArrayList<>();
        List<Row> alone = new ArrayList<>();
        for (Row row : todays()) {
            if (row.isAlone()) {
                alone.add(row);
            } else {
                tests.add(test(row, lanes.submit(() -> inLane(row, free, deadline))));
            }
        }
        lanes.shutdown();
        assertTrue(lanes.awaitTermination(25, TimeUnit.MINUTES));
        for (Row row : alone) {
            tests.add(DynamicTest.dynamicTest(row.toString(), () -> judged(row, inLane(row, free, deadline))));
        }
        return tests.stream();
    }

    private static List<Row> todays() throws IOException {
        List<Row> rows = rows();
        Collections.rotate(rows, (int) (LocalDate.now(ZoneOffset.UTC).toEpochDay() * 7 % rows.size()));
        return rows;
    }

    private static DynamicTest test(Row row, Future<Optional<Answer>> answer) {
        return DynamicTest.dynamicTest(row.toString(), () -> {
            try {
                judged(row, answer.get());
            } catch (ExecutionException failed) {
                throw failed.getCause();
            }
        });
    }

    private static void judged(Row row, Optional<Answer> run) throws IOException {
        assumeTrue(run.isPresent(), "not begun within " + BUDGET.toMinutes() + " minutes");
        Answer answer = run.orElseThrow();
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

    /** Nothing if it is too late to begin. */
    private Optional<Answer> inLane(Row row, List<Integer> free, long deadline)
            throws IOException, InterruptedException {
        if (System.nanoTime() > deadline) {
            return Optional.empty();
        }
        int lane;
        synchronized (free) {
            lane = free.remove(0);
        }
        try {
            return Optional.of(run(row, lane));
        } finally {
            synchronized (free) {
                free.add(lane);
            }
        }
    }

    /** Not the ports of a shop that somebody may have up. */
    private Answer run(Row row, int lane) throws IOException, InterruptedException {
        int first = 21_080 + 1_000 * lane;
        Path own = Files.createDirectories(folder.resolve("lane-" + lane));
        Path script = own.resolve(row.script());
        Files.writeString(
                script,
                row.text()
                        .replace("127.0.0.1:1808", "127.0.0.1:" + first / 10)
                        .replace(":15353", ":" + (21_953 + lane)));
        List<String> command = new ArrayList<>(RealRun.java(
                "-Dtensile.demo.port=" + first,
                "-Dtensile.demo=" + ROOT.resolve("demo/target/dist/lib"),
                "-Dtensile.cache=" + Path.of("target", "script-cache").toAbsolutePath(),
                "-Dtensile.state=" + own.resolve("state")));
        command.addAll(
                List.of("run", script.toString(), "--runs", own.resolve("runs").toString(), "--output", "json"));
        command.addAll(List.of("--set", "hold=5s"));
        if (!row.setting().isEmpty()) {
            command.addAll(List.of("--set", row.setting()));
        }
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

package dev.tensile.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A run from the script to the report, and what can be done with its folder. */
final class RunIT extends Scene {
    private static final List<String> PROMISED = List.of(
            "plan.json",
            "events.ndjson",
            "samples.parquet",
            "comparisons.json",
            "verdict.json",
            "report.html",
            "report.md");

    @Test
    void aFaultOnALinkThatNobodyUsesIsInvalidAndNothingOfTheRunIsLost() throws IOException {
        String script = script();
        Answer ran = Answer.of(
                        about("run", script, "--yes", "--set", "path=/look", "--output", "json", "--runs", runs() + ""))
                .exits(ExitCode.INVALID)
                .says(
                        "INVALID",
                        "no traffic on the link to stock while the fault was in force: does the service connect to "
                                + shop.link(),
                        "restored: yes, verified",
                        "report.html");
        Path run = onlyRun();
        JsonNode verdict = new ObjectMapper().readTree(ran.data());
        assertEquals("INVALID", verdict.path("judgement").asText());
        assertEquals(text(run.resolve("verdict.json")), ran.data());
        assertEquals(text(Path.of(script)), text(run.resolve("script.chaos.kts")));
        PROMISED.forEach(file -> assertTrue(Files.exists(run.resolve(file)), file));
        assertFalse(Files.exists(run.resolve("samples.log")));
        assertEquals(run.toRealPath(), run.resolveSibling("latest").toRealPath());
        canBeListed(run);
        canBeReportedAgain(run);
        canBeRecoveredWithoutHarm(run);
    }

    private void canBeListed(Path run) {
        Answer.of("list", "--runs", runs().toString())
                .exits(ExitCode.HELD)
                .prints(run.getFileName() + "  invalid", "0/1 rungs held", "Buying survives a slow stock");
    }

    private void canBeReportedAgain(Path run) throws IOException {
        Map<String, byte[]> before = bytes(run);
        String name = String.valueOf(run.getFileName());
        for (String[] which : new String[][] {
            {"report", run.toString()},
            {"report", "--runs", runs().toString()},
            {"report", "--runs", runs().toString(), name.substring(0, name.length() - 1)},
            {"report", run.resolveSibling("latest").toString()}
        }) {
            Answer.of(which).exits(ExitCode.INVALID).printsNothing().says("INVALID", name, "report.html");
            Map<String, byte[]> after = bytes(run);
            assertEquals(before.keySet(), after.keySet());
            before.forEach((file, was) -> assertArrayEquals(was, after.get(file), file));
        }
        Answer.of("report", "--runs", runs().toString(), "19990101T000000Z-none")
                .exits(ExitCode.USAGE)
                .says("there is no run \"19990101T000000Z-none\"", "tensile list shows the runs");
    }

    private static void canBeRecoveredWithoutHarm(Path run) throws IOException {
        Map<String, byte[]> before = bytes(run);
        Answer.of("recover").exits(ExitCode.HELD).says("nothing to recover");
        Answer.of("recover", run.toString()).exits(ExitCode.HELD).doesNotSay("NOT put back");
        assertEquals(before.keySet(), bytes(run).keySet());
        assertArrayEquals(before.get("events.ndjson"), bytes(run).get("events.ndjson"));
    }

    private static Map<String, byte[]> bytes(Path run) throws IOException {
        Map<String, byte[]> bytes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes.put(run.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return bytes;
    }

    @Test
    void aSavedPlanRunsWithoutTheScriptAndIsTheOneInTheRunFolder() throws IOException {
        Path plan = savedPlan();
        Files.delete(folder.resolve("shop.chaos.kts"));
        Answer ran = Answer.of("run", "--plan", plan.toString(), "--runs", runs().toString())
                .printsNothing()
                .says("rung 1: 20 ms latency on all requests of stock in force", "restored: yes, verified")
                .doesNotSay("no traffic on the link");
        assertTrue(
                ran.exit() == ExitCode.INCONCLUSIVE.number() || ran.exit() == ExitCode.INVALID.number(),
                "four seconds cannot be judged: " + ran);
        Path run = onlyRun();
        assertEquals(text(plan), text(run.resolve("plan.json")));
        assertFalse(Files.exists(run.resolve("script.chaos.kts")));
        assertTrue(text(run.resolve("events.ndjson")).contains("\"kind\":\"reverted\""));
    }

    @Test
    void aPlanSaysEveryStepAndItsUndoAndTouchesNothing() throws IOException {
        Answer.of(about("plan", script(), "--seed", "7"))
                .exits(ExitCode.HELD)
                .prints(
                        "Buying survives a slow stock",
                        "engine   local, seed 7",
                        "stock  link " + shop.link() + " → " + shop.stock(),
                        "baseline: watch for 5 s",
                        "(undo: lift the latency from stock; by itself after 14 s)",
                        "rung 1: revert, and verify",
                        "recovery: watch for 1 s",
                        "nothing has been touched",
                        "digest   ");
        assertEquals(0, shop.asked());
        assertEquals(List.of(), runFolders());
    }

    @Test
    void aPlanForMachinesIsJsonAndTheSameForTheSameSeed() throws IOException {
        Answer plan = Answer.of(about("plan", script(), "--seed", "7", "--output", "json"))
                .exits(ExitCode.HELD);
        JsonNode json = new ObjectMapper().readTree(plan.data());
        assertEquals(64, json.path("digest").asText().length());
        assertEquals(7, json.path("plan").path("seed").asLong());
        assertEquals(plan.data(), text(savedPlan()));
        Answer other = Answer.of(about("plan", script(), "--seed", "8", "--output", "json"));
        assertNotEquals(plan.data(), other.data());
        Answer.of(about(
                        "plan",
                        script(),
                        "--save",
                        folder.resolve("no/plan.json").toString()))
                .exits(ExitCode.USAGE)
                .says(
                        "cannot write the plan to " + folder.resolve("no/plan.json"),
                        "NoSuchFile",
                        "a folder that is there");
    }

    @Test
    void aValidScriptIsSaidToBeValid() {
        Answer.of(about("validate", script()))
                .exits(ExitCode.HELD)
                .printsNothing()
                .says("ok  Buying survives a slow stock: 1 rung, 1 expectation, 1 guardrail", "warning: the baseline");
    }
}

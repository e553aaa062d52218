package dev.tensile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Real processes that are stopped while a fault is in force. */
final class StoppedRunIT extends Scene {
    private static final String LONG = "hold=600s";

    @Test
    void controlCPutsEverythingBackAndStillReports() throws Exception {
        assumeFalse(isDeafTo(2), "started in the background by a shell, which makes all children deaf to Ctrl-C");
        isPutBackAfter("INT", 130);
    }

    @Test
    void aTerminationPutsEverythingBackAndStillReports() throws Exception {
        isPutBackAfter("TERM", 143);
    }

    private void isPutBackAfter(String signal, int code) throws Exception {
        try (RealRun run = RealRun.inMidHold(this, "", "--set", LONG)) {
            Answer.of("recover").exits(ExitCode.HELD).says("is running; stop it with Ctrl-C or SIGTERM");
            Answer.of("report", "--runs", runs().toString())
                    .exits(ExitCode.USAGE)
                    .says(onlyRun() + " has not ended yet", "mend: wait for it");
            run.hears(signal);
            Answer ended =
                    run.ends().says("stopping: everything is put back", "restored: yes, verified", "report.html");
            assertEquals(code, ended.exit(), ended::toString);
            JsonNode verdict = new ObjectMapper().readTree(ended.data());
            assertEquals("STOPPED", verdict.path("ending").asText(), ended::toString);
            assertEquals("VERIFIED", verdict.path("restoration").asText());
            assertTrue(text(onlyRun().resolve("report.md")).contains("SIG" + signal));
            assertTrue(Files.exists(onlyRun().resolve("samples.parquet")));
        }
    }

    /** A shell without job control makes what it starts in the background ignore SIGINT, and a JVM respects that. */
    private static boolean isDeafTo(int signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line -> new BigInteger(line.substring(7).strip(), 16).testBit(signal - 1));
    }

    @Test
    void aKilledRunTakesItsFaultWithItAndIsRecoveredOnce() throws Exception {
        try (RealRun run = RealRun.inMidHold(this, "", "--set", LONG)) {
            run.isKilled();
            run.ends();
            assertFalse(isServed(shop.linkPort()));
            Answer.of("report", "--runs", runs().toString())
                    .exits(ExitCode.RESIDUE)
                    .says("NO: run `tensile recover`");
            Answer.of("recover").exits(ExitCode.HELD).says(onlyRun() + ": put back", "ok    link " + shop.link());
            String events = text(onlyRun().resolve("events.ndjson"));
            Answer.of("recover").exits(ExitCode.HELD).says("nothing to recover");
            Answer.of("recover", onlyRun().resolveSibling("latest").toString())
                    .exits(ExitCode.HELD)
                    .says("had put everything back by itself");
            assertEquals(events, text(onlyRun().resolve("events.ndjson")));
            Answer.of("report", "--runs", runs().toString())
                    .exits(ExitCode.INCONCLUSIVE)
                    .says("restored: yes, verified");
        }
    }

    /** A file may not grow beyond 60 kB: the log of samples is full in the second second of the hold, as on a full disk. */
    @Test
    void aFullDiskStopsTheRunAndHindersNoUndo() throws Exception {
        try (RealRun run = RealRun.inMidHold(this, "ulimit -f 120;", "--set", LONG, "--set", "often=300/s")) {
            Answer ended = run.ends()
                    .says("cannot write to the run folder " + onlyRun(), "File too large", "make room on that disk");
            ended.exits(ExitCode.FAILED).doesNotSay("bug in Tensile");
        }
        String events = text(onlyRun().resolve("events.ndjson"));
        assertTrue(events.contains("\"kind\":\"reverted\""), events);
        assertTrue(events.contains("\"ending\":\"FAILED\",\"restoration\":\"VERIFIED\""), events);
        Answer.of("report", "--runs", runs().toString()).exits(ExitCode.FAILED).says("restored: yes, verified");
        assertTrue(Files.exists(onlyRun().resolve("samples.parquet")));
    }
}

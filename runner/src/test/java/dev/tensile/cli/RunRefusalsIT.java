package dev.tensile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs that end before anything is injected. */
final class RunRefusalsIT extends Scene {
    @AfterEach
    void nothingIsTouched() throws IOException {
        assertEquals(0, shop.asked(), "requests of the load");
        for (Path run : runFolders()) {
            assertFalse(text(run.resolve("events.ndjson")).contains("\"kind\":\"injected\""));
        }
    }

    private String[] run(String... more) {
        List<String> all = new java.util.ArrayList<>(List.of("--runs", runs().toString()));
        all.addAll(List.of(more));
        return about("run", script(), all.toArray(String[]::new));
    }

    @Test
    void aServiceThatDoesNotAnswerIsNotSteady() throws IOException {
        int port = shop.closeShop();
        Answer.of(run("--yes"))
                .exits(ExitCode.NOT_STEADY)
                .says(
                        "the service \"shop\" does not answer at http://127.0.0.1:" + port + "/health",
                        "Connection refused",
                        "start it, or correct its address at shop.chaos.kts:12",
                        "nothing was injected")
                .doesNotSay("bug in Tensile");
        assertTrue(text(onlyRun().resolve("report.md")).contains("does not answer"));
    }

    @Test
    void aPortOfTheLinkThatIsTakenIsNamedAndLeftAlone() throws IOException {
        try (ServerSocket other = new ServerSocket(shop.linkPort(), 9, InetAddress.getLoopbackAddress())) {
            Answer.of(run("--yes"))
                    .exits(ExitCode.FAILED)
                    .says(
                            "error: the link cannot listen on " + shop.link(),
                            "stop the program that listens there",
                            "nothing was injected")
                    .doesNotSay("bug in Tensile");
            assertFalse(other.isClosed());
            assertTrue(isServed(shop.linkPort()));
        }
    }

    @Test
    void aRunsFolderThatCannotBeMadeIsNamed() {
        Path file = write("file", "");
        Answer.of(about("run", script(), "--yes", "--runs", file.resolve("runs").toString()))
                .exits(ExitCode.FAILED)
                .printsNothing()
                .says("cannot make the run folder " + file, "Not a directory", "with --runs")
                .doesNotSay("bug in Tensile");
        Answer.of(about("run", script(), "--yes", "--runs", file.toString()))
                .exits(ExitCode.FAILED)
                .says("cannot make the run folder " + file)
                .doesNotSay("bug in Tensile");
        assertEquals("", text(file));
    }

    @Test
    void aStateFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = write("file", "");
        System.setProperty("tensile.state", file.resolve("state").toString());
        Answer.of(run("--yes"))
                .exits(ExitCode.FAILED)
                .says("cannot make the state folder " + file, "set TENSILE_STATE to a folder you may write to")
                .doesNotSay("bug in Tensile");
        System.setProperty("tensile.state", folder.resolve("state").toString());
        assertFalse(Files.exists(onlyRun().resolve("report.html")));
    }

    @Test
    void withoutATerminalHurtingAnythingButTheDemoNeedsAYes() throws IOException {
        Answer.of(run())
                .exits(ExitCode.USAGE)
                .printsNothing()
                .says("a system that is not the demo", "nobody is here to be asked", "mend: add --yes");
        assertEquals(List.of(), runFolders());
    }

    @Test
    void aPersonIsAskedAndOnlyAYesCounts() throws IOException {
        for (String typed : List.of("n\n", "\n", "", "maybe\n")) {
            Answer.toPersonWhoTypes(typed, run())
                    .exits(ExitCode.USAGE)
                    .says("This will inject faults into shop, stock. Go on? [y/N]", "not agreed; nothing was touched");
        }
        assertEquals(List.of(), runFolders());
    }

    @Test
    void aPlanThatWasChangedIsRefused() throws IOException {
        Path plan = savedPlan();
        Path changed = write("changed.json", text(plan).replace("PT0.02S", "PT0.03S"));
        assertFalse(text(plan).equals(text(changed)));
        Answer.of("run", "--plan", changed.toString(), "--runs", runs().toString())
                .exits(ExitCode.USAGE)
                .printsNothing()
                .says("the plan " + changed + " was changed", "make a new plan from the script");
        Answer.of("run", "--plan", write("not.json", "{").toString())
                .exits(ExitCode.USAGE)
                .says("not.json is not a plan");
        Answer.of("run", "--plan", folder.resolve("none.json").toString())
                .exits(ExitCode.USAGE)
                .says("cannot read the plan", "none.json");
        assertEquals(List.of(), runFolders());
    }

    @Test
    void whatWouldChangeASavedPlanIsRefused() {
        String plan = savedPlan().toString();
        for (List<String> option :
                List.of(List.of("--set", "hold=9s"), List.of("--seed", "1"), List.of("--on", "local"))) {
            Answer.of("run", "--plan", plan, option.get(0), option.get(1))
                    .exits(ExitCode.USAGE)
                    .says("do not change a plan that was saved", "mend: leave them out");
        }
        Answer.of("run", "--plan", plan, script()).exits(ExitCode.USAGE).says("a script, or --plan FILE");
        Answer.of("run").exits(ExitCode.USAGE).says("say what to run");
    }
}

package dev.tensile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no script: help, slips of the pen, and folders with nothing in them. */
final class MainTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"run", "plan", "validate", "report", "list", "recover", "demo", "warm", "version"})
    void everyCommandHasHelp(String command) {
        for (String help : List.of("--help", "-h")) {
            Answer answer = Answer.of(command, help).exits(ExitCode.HELD).prints("Usage: tensile " + command, "--help");
            assertEquals("", answer.human());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "down", "status"})
    void everyCommandOfTheDemoHasHelp(String command) {
        Answer.of("demo", command, "--help").exits(ExitCode.HELD).prints("Usage: tensile demo " + command);
    }

    @Test
    void theHelpOfTensileNamesEveryCommand() {
        Answer.of("--help")
                .exits(ExitCode.HELD)
                .prints("run", "plan", "validate", "report", "list", "recover", "demo", "warm", "version");
    }

    @Test
    void withoutACommandTheHelpIsShownAsAnError() {
        Answer.of().exits(ExitCode.USAGE).printsNothing().says("Usage: tensile", "recover");
        Answer.of("demo").exits(ExitCode.USAGE).printsNothing().says("subcommand", "see tensile demo --help");
    }

    @ParameterizedTest
    @CsvSource({
        "rnu, did you mean \"run\"?",
        "validat, did you mean \"validate\"?",
        "zzzzzz, 'known: run, plan, validate, report, list, recover, faults, doctor, export, demo, warm, version'"
    })
    void anUnknownCommandComesWithTheNearestOne(String wrong, String hint) {
        Answer.of(wrong).exits(ExitCode.USAGE).printsNothing().says("error: ", "'" + wrong + "'", "mend: " + hint);
    }

    @ParameterizedTest
    @CsvSource({
        "run, --sed, did you mean \"--seed\"?",
        "run, --run=x, did you mean \"--runs\"?",
        "run, --Yes, did you mean \"--yes\"?",
        "plan x.kts, --outptu, did you mean \"--output\"?",
        "list, --zzzzzz, see tensile list --help",
        "demo, --hlep, did you mean \"--help\"?",
        "version, nonsense, see tensile version --help"
    })
    void anUnknownOptionComesWithTheNearestOne(String command, String wrong, String hint) {
        Answer.of((command + " " + wrong).split(" "))
                .exits(ExitCode.USAGE)
                .printsNothing()
                .says("error: ", wrong, "mend: " + hint);
    }

    @Test
    void aValueOfTheWrongTypeSaysWhatItShouldBe() {
        Answer.of("run", "--seed", "soon", "x").exits(ExitCode.USAGE).says("--seed", "'soon' is not a long");
        Answer.of("plan", "--output", "xml", "x").exits(ExitCode.USAGE).says("--output", "human, json", "'xml'");
    }

    @Test
    void theVersionIsData() {
        Answer.of("version")
                .exits(ExitCode.HELD)
                .prints("tensile ", "java " + Runtime.version(), "kotlin ", "processors")
                .says("");
        Answer.of("--version").exits(ExitCode.HELD).prints("tensile ");
    }

    @Test
    void aFolderWithoutRunsIsEmpty() throws IOException {
        Path runs = folder.resolve("runs");
        Answer.of("list", "--runs", runs.toString())
                .exits(ExitCode.HELD)
                .printsNothing()
                .says("no runs in " + runs);
        Answer.of("report", "--runs", runs.toString())
                .exits(ExitCode.USAGE)
                .says("there is no run in " + runs, "mend: ");
        Answer.of("report", "--runs", runs.toString(), "some-run")
                .exits(ExitCode.USAGE)
                .says("there is no run \"some-run\"", "mend: tensile list shows the runs");
        try (Stream<Path> made = Files.list(folder)) {
            assertEquals(List.of(), made.toList());
        }
    }

    @Test
    void aDamagedRunIsListedAsUnreadable() throws IOException {
        Path run = Files.createDirectories(folder.resolve("runs/experiment/20260101T000000Z-x"));
        Files.writeString(run.resolve("plan.json"), "{}");
        Answer.of("list", "--runs", folder.resolve("runs").toString())
                .exits(ExitCode.HELD)
                .prints("20260101T000000Z-x  unreadable");
        Answer.of("report", run.toString())
                .exits(ExitCode.FAILED)
                .says("error: ", "mend: ")
                .doesNotSay("bug");
    }

    @Test
    void aBugIsCalledABugAndShowsItsTraceOnlyWhenAsked() {
        String[] impossible = {"report", "\0"};
        Answer.of(impossible)
                .exits(ExitCode.FAILED)
                .says("this is a bug in Tensile", "--stacktrace")
                .doesNotSay("\tat ");
        Answer traced = Answer.of("report", "\0", "--stacktrace").exits(ExitCode.FAILED);
        assertTrue(traced.human().contains("\tat dev.tensile.cli"), traced::toString);
    }
}

package dev.tensile.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tensile.engine.ActiveRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recovery of what was hardly begun, is gone, or was never there. */
final class RecoverCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void ownState() {
        System.setProperty("tensile.state", folder.resolve("state").toString());
    }

    @AfterEach
    void noState() {
        System.clearProperty("tensile.state");
    }

    @Test
    void thereMayBeNothingToRecover() {
        Answer.of("recover").exits(ExitCode.HELD).printsNothing().says("nothing to recover");
    }

    @Test
    void aFolderThatIsNoRunIsRefused() {
        for (Path wrong : new Path[] {folder.resolve("none"), folder}) {
            Answer.of("recover", wrong.toString())
                    .exits(ExitCode.USAGE)
                    .says(wrong + " is not a run folder", "mend: check the path");
        }
    }

    @Test
    void aRunWhoseFolderIsGoneIsForgotten() {
        Path run = folder.resolve("runs/experiment/20260101T000000Z-x");
        ActiveRuns.begin(run);
        Answer.of("recover").exits(ExitCode.HELD).says(run + ": the folder is gone");
        Answer.of("recover").exits(ExitCode.HELD).says("nothing to recover");
    }

    /** What a watchdog had written down; nobody has such a process number. */
    private Path held(String file) throws IOException {
        Path hurt = Files.createDirectories(folder.resolve("state/hurt/lease"));
        Files.writeString(hurt.resolve("holders"), "999999999@1 999999999@1");
        Files.writeString(hurt.resolve("1.json"), "{\"kind\":\"taken\",\"what\":\"room\",\"file\":\"" + file + "\"}");
        return hurt;
    }

    @Test
    void whatARunHasLeftIsPutBackThoughItsFolderIsGone() throws IOException {
        Path run = folder.resolve("runs/experiment/20260101T000000Z-x");
        Path file = Files.writeString(folder.resolve("full"), "of it");
        Path hurt = held(file.toString());
        ActiveRuns.begin(run);
        Answer.of("recover").exits(ExitCode.HELD).says("what no run folder tells of: put back", run + ": the folder");
        assertFalse(Files.exists(file) || Files.exists(hurt));
        Answer.of("recover").exits(ExitCode.HELD).says("nothing to recover");
    }

    @Test
    void aRunWhoseFolderIsGoneIsNotForgottenWhileSomethingIsLeft() throws IOException {
        Path run = folder.resolve("runs/experiment/20260101T000000Z-x");
        Path full = folder.resolve("full");
        Path stays = Files.createDirectories(full.resolve("of it"));
        Path unused = held(full.toString());
        ActiveRuns.begin(run);
        for (int again = 0; again < 2; again++) {
            Answer.of("recover")
                    .exits(ExitCode.RESIDUE)
                    .says("NOT put back", "delete " + full, run + ": the folder is gone, and not");
        }
        Files.delete(stays);
        Answer.of("recover").exits(ExitCode.HELD).says(run + ": the folder is gone; nothing");
        Answer.of("recover").exits(ExitCode.HELD).says("nothing to recover");
    }

    @Test
    void aRunThatWasKilledWhileItWasNotedHadDoneNothing() throws IOException {
        ActiveRuns.begin(folder.resolve("20260101T000000Z-x"));
        Files.writeString(folder.resolve("state/active/20260101T000000Z-x"), "");
        Answer.of("recover").exits(ExitCode.HELD).says("nothing to recover");
    }

    @Test
    void aRunThatCannotBeReadIsResidueUntilSomebodyLooks() throws IOException {
        Path run = Files.createDirectories(folder.resolve("runs/experiment/20260101T000000Z-x"));
        ActiveRuns.begin(run);
        Answer.of("recover").exits(ExitCode.RESIDUE).says("cannot read the events of " + run, "mend: ");
    }

    @Test
    void aRunThatHadWrittenNothingHadDoneNothing() throws IOException {
        Path run = Files.createDirectories(folder.resolve("runs/experiment/20260101T000000Z-x"));
        Files.writeString(run.resolve("events.ndjson"), "{\"kind\":\"star");
        ActiveRuns.begin(run);
        Answer.of("recover").exits(ExitCode.HELD).says(run + ": put back");
        Answer.of("recover").exits(ExitCode.HELD).says("nothing to recover");
        assertFalse(Files.readString(run.resolve("events.ndjson")).contains("RESIDUE"));
    }
}

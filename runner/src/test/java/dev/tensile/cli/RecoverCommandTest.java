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

package dev.tensile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateFolderTest {
    @TempDir
    private Path folder;

    @AfterEach
    void noStateFolder() {
        System.clearProperty("tensile.state");
    }

    @Test
    void thePropertyDecides() {
        System.setProperty("tensile.state", folder.toString());
        assertEquals(folder, StateFolder.path());
        assertEquals("-Dtensile.state=" + folder, StateFolder.option());
    }

    @Test
    void itIsAbsoluteWhateverItIsMadeOf() {
        System.setProperty("tensile.state", "here");
        assertTrue(StateFolder.path().isAbsolute());
        System.clearProperty("tensile.state");
        assertTrue(StateFolder.path().isAbsolute());
    }

    @Test
    void nobodyElseMayReadIt() throws Exception {
        System.setProperty("tensile.state", folder.resolve("state").toString());
        Path made = StateFolder.folder("active");
        assertEquals(folder.resolve("state/active"), made);
        assertTrue(Files.isDirectory(made));
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("state"))));
    }

    @Test
    void aPlaceThatCannotBeWrittenToIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        System.setProperty("tensile.state", file.toString());
        UncheckedIOException refused = assertThrows(UncheckedIOException.class, () -> StateFolder.folder("active"));
        assertTrue(String.valueOf(refused.getMessage()).contains("TENSILE_STATE"), refused::getMessage);
    }
}

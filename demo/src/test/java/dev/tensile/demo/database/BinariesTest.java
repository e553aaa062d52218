package dev.tensile.demo.database;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {
    @Test
    void dropsWhatAKilledUnpackingLeft(@TempDir Path temp) throws IOException {
        Path half = Files.createDirectory(temp.resolve("PG-half"));
        Files.createDirectory(half.resolve("bin"));
        Files.createFile(half.resolve("epg-lock"));
        Path whole = Files.createDirectory(temp.resolve("PG-whole"));
        Files.createFile(whole.resolve(".exists"));
        Path other = Files.createDirectory(temp.resolve("other"));
        new Binaries(temp).dropHalfUnpacked();
        assertFalse(Files.exists(half));
        assertTrue(Files.exists(whole) && Files.exists(other));
    }
}

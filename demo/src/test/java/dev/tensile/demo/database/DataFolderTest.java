package dev.tensile.demo.database;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.demo.process.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @Test
    void leavesNothingOfAFolderThatItMade(@TempDir Path temp) throws IOException {
        Path made = temp.resolve("made");
        DataFolder folder = DataFolder.take(made);
        Files.createDirectory(folder.data());
        Files.writeString(folder.data().resolve("PG_VERSION"), "17");
        folder.close();
        assertFalse(Files.exists(made));
    }

    @Test
    void leavesWhatIsNotItsOwn(@TempDir Path temp) throws IOException {
        Path mine = Files.writeString(temp.resolve("mine"), "mine");
        DataFolder.take(temp).close();
        assertTrue(Files.exists(mine));
    }

    @Test
    void deletesDataThatWasLeftOver(@TempDir Path temp) throws IOException {
        Path left = Files.createDirectory(temp.resolve("postgres"));
        Files.writeString(left.resolve("PG_VERSION"), "17");
        try (DataFolder folder = DataFolder.take(temp)) {
            assertFalse(Files.exists(folder.data()));
        }
    }

    @Test
    void refusesAFolderThatHoldsSomethingElse(@TempDir Path temp) throws IOException {
        Path photo = Files.createDirectory(temp.resolve("postgres")).resolve("holiday.jpg");
        Files.writeString(photo, "sun");
        CannotStart refusal = assertThrows(CannotStart.class, () -> DataFolder.take(temp));
        assertTrue(String.valueOf(refusal.getMessage()).contains("--data"), refusal.getMessage());
        assertTrue(Files.exists(photo));
    }

    @Test
    void takesNoStrangerForItsServer(@TempDir Path temp) throws IOException {
        Path left = Files.createDirectory(temp.resolve("postgres"));
        Files.writeString(left.resolve("PG_VERSION"), "17");
        String me = Long.toString(ProcessHandle.current().pid());
        Files.writeString(left.resolve("postmaster.pid"), me + "\n" + left + "\n");
        assertTrue(Postmaster.of(left).isEmpty());
        DataFolder.take(temp).close();
        assertFalse(Files.exists(left)); // and this test is still alive
    }
}

package dev.tensile.engine;

import dev.tensile.process.StateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The runs of this user that have begun and not ended, wherever their folders are; what {@code recover} looks through. */
public final class ActiveRuns {
    private ActiveRuns() {}

    /** Remembers a run, before it does anything. */
    public static void begin(Path runFolder) {
        try {
            Files.writeString(entry(runFolder), runFolder.toAbsolutePath().toString());
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot note the run in " + StateFolder.path(), refused);
        }
    }

    /** Forgets a run that has put everything back. */
    public static void end(Path runFolder) {
        try {
            Files.deleteIfExists(entry(runFolder));
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot forget the run in " + StateFolder.path(), refused);
        }
    }

    /** Their folders, in order of their names. */
    public static List<Path> list() {
        try (Stream<Path> entries = Files.list(StateFolder.folder("active"))) {
            return entries.sorted()
                    .map(ActiveRuns::target)
                    .filter(target -> !target.isBlank())
                    .map(Path::of)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + StateFolder.path(), unreadable);
        }
    }

    /** Blank if the run was killed while it wrote this, which is before it did anything, or if it has just ended. */
    private static String target(Path entry) {
        try {
            return Files.readString(entry).strip();
        } catch (NoSuchFileException ended) {
            return "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + entry, unreadable);
        }
    }

    private static Path entry(Path runFolder) {
        return StateFolder.folder("active").resolve(String.valueOf(runFolder.getFileName()));
    }
}

package dev.tensile.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where Tensile remembers, for this user, what it has running: {@code $TENSILE_STATE}, else {@code
 * $XDG_STATE_HOME/tensile}, else {@code ~/.local/state/tensile}. Nobody else may read it.
 */
public final class StateFolder {
    private static final String PROPERTY = "tensile.state";

    private StateFolder() {}

    public static Path path() {
        String own = System.getProperty(PROPERTY, "");
        own = own.isEmpty() ? environment("TENSILE_STATE") : own;
        if (!own.isEmpty()) {
            return Path.of(own).toAbsolutePath();
        }
        String xdg = environment("XDG_STATE_HOME");
        Path base = xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".local", "state") : Path.of(xdg);
        return base.resolve("tensile").toAbsolutePath();
    }

    /** For the command line of a child that shall look in the same place. */
    public static String option() {
        return "-D" + PROPERTY + "=" + path();
    }

    private static String environment(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }

    /** The folder of that name in it, made if need be. */
    public static Path folder(String name) {
        Path folder = path().resolve(name);
        try {
            Files.createDirectories(folder);
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rwx------"));
            }
            return folder;
        } catch (IOException refused) {
            throw new UncheckedIOException(
                    "cannot make the state folder " + folder + "; set TENSILE_STATE to a folder you may write to",
                    refused);
        }
    }
}

package dev.tensile.script.load;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/**
 * Where compiled scripts and the compiler's archive are kept, for one user only, since what lies there is executed.
 * {@code -Dtensile.cache}, else {@code TENSILE_CACHE}, else {@code $XDG_CACHE_HOME/tensile}, else {@code
 * ~/.cache/tensile}.
 */
public final class CacheFolder {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path root;

    public CacheFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    public static CacheFolder ofUser() {
        return of(System.getenv(), System.getProperty("tensile.cache", ""), System.getProperty("user.home", "."));
    }

    static CacheFolder of(Map<String, String> environment, String property, String home) {
        if (!property.isBlank()) {
            return new CacheFolder(Path.of(property));
        }
        String asked = environment.getOrDefault("TENSILE_CACHE", "");
        if (!asked.isBlank()) {
            return new CacheFolder(Path.of(asked));
        }
        String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
        boolean usable = !caches.isBlank() && Path.of(caches).isAbsolute();
        return new CacheFolder((usable ? Path.of(caches) : Path.of(home, ".cache")).resolve("tensile"));
    }

    public Path root() {
        return root;
    }

    /** A folder inside it, which nobody else may enter; made if it is missing. */
    Path folder(String name) throws IOException {
        Path folder = root.resolve(name);
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return Files.createDirectories(folder);
        }
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        if (!Files.getPosixFilePermissions(folder).equals(OWNER_ONLY)) {
            Files.setPosixFilePermissions(folder, OWNER_ONLY);
        }
        return folder;
    }
}

package dev.tensile.demo.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder where the unpacked PostgreSQL is kept between runs. */
record Binaries(Path folder) {
    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    // the library's names
    private static final String LOCATION = "ot.epg.working-dir";
    private static final String COMPLETE = ".exists";
    private static final String LOCK = "epg-lock";

    /** Makes a new database in a folder and starts it on loopback. */
    EmbeddedPostgres start(int port, Path data) throws IOException {
        dropHalfUnpacked();
        // read when the builder is made; the default is shared by all users of the machine
        System.setProperty(LOCATION, folder.toString());
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(START_WITHIN)
                .setLocaleConfig("locale", "C")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "32MB")
                .start();
    }

    /** An unpacking that was killed would be taken for a finished one, or block the next for ever. */
    void dropHalfUnpacked() throws IOException {
        Files.createDirectories(folder);
        List<Path> half;
        try (Stream<Path> all = Files.list(folder)) {
            half = all.filter(Files::isDirectory)
                    .filter(one -> one.getFileName().toString().startsWith("PG-"))
                    .filter(one -> Files.notExists(one.resolve(COMPLETE)))
                    .toList();
        }
        for (Path one : half) {
            if (!isBeingUnpacked(one)) {
                DataFolder.deleteTree(one);
            }
        }
    }

    private static boolean isBeingUnpacked(Path one) throws IOException {
        Path lock = one.resolve(LOCK);
        if (Files.notExists(lock)) {
            try (Stream<Path> content = Files.list(one)) {
                return content.findAny().isEmpty(); // just made, not yet locked
            }
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            @Nullable FileLock free = channel.tryLock();
            return free == null;
        }
    }
}

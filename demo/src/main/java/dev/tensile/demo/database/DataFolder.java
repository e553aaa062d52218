package dev.tensile.demo.database;

import dev.tensile.demo.process.CannotStart;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one database, held by a lock that ends with this process, however that ends. What an earlier process
 * left behind (data, and a server that still runs on it) is cleared away when the folder is taken.
 */
final class DataFolder implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String MARK = "PG_VERSION";

    private final Path parent;
    private final Path data;
    private final FileChannel lock;
    private final boolean parentIsOurs;

    private DataFolder(Path parent, FileChannel lock, boolean parentIsOurs) {
        this.parent = parent;
        this.data = parent.resolve("postgres");
        this.lock = lock;
        this.parentIsOurs = parentIsOurs;
    }

    /**
     * Takes a folder: it is made if it is missing, and left empty of data.
     *
     * @throws CannotStart when it is in use, cannot be written, or holds what is not ours
     */
    static DataFolder take(Path wanted) {
        try {
            boolean missing = Files.notExists(wanted);
            Path parent = Files.createDirectories(wanted).toRealPath();
            DataFolder folder = new DataFolder(parent, lock(parent), missing);
            folder.clear();
            return folder;
        } catch (IOException refused) {
            throw new CannotStart(
                    "cannot write to " + wanted + ": " + refused + ". Choose a folder of your own by --data.", refused);
        }
    }

    private static FileChannel lock(Path parent) throws IOException {
        FileChannel lock = FileChannel.open(lockFile(parent), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock held = lock.tryLock();
        if (held == null) {
            lock.close();
            throw new CannotStart("another DatabaseMain uses " + parent + ". End it, or choose another --data.");
        }
        return lock;
    }

    private static Path lockFile(Path parent) {
        return parent.resolve("postgres.lock");
    }

    /** Where the server keeps its data. Does not exist until the server makes it. */
    Path data() {
        return data;
    }

    Optional<Postmaster> postmaster() {
        return Postmaster.of(data);
    }

    private static Path startFile(Path parent) {
        return parent.resolve("postgres.start");
    }

    /** Leaves a command by which anybody can start the server again on its data; it does nothing while the server runs. */
    void writeStart(Postmaster postmaster) throws IOException {
        Path start = startFile(parent);
        Files.writeString(start, postmaster.startCommand());
        if (!start.toFile().setExecutable(true, true)) {
            throw new IOException("cannot make " + start + " executable");
        }
    }

    /** Runs that command; returns its exit code. */
    int start() throws IOException, InterruptedException {
        return new ProcessBuilder(startFile(parent).toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private void clear() throws IOException {
        if (Files.exists(data) && !isOurs()) {
            lock.close();
            throw new CannotStart(data + " holds something else than a database. Choose another --data.");
        }
        abortServer();
        deleteData();
    }

    /** The mark goes last, so that a deletion that breaks off can be gone on with. */
    private void deleteData() throws IOException {
        Path mark = data.resolve(MARK);
        deleteTree(data, mark);
        Files.deleteIfExists(mark);
        Files.deleteIfExists(data);
    }

    private boolean isOurs() throws IOException {
        try (Stream<Path> content = Files.list(data)) {
            return Files.exists(data.resolve(MARK)) || content.findAny().isEmpty();
        }
    }

    private void abortServer() throws IOException {
        Optional<Postmaster> alive = postmaster();
        if (alive.isEmpty()) {
            return;
        }
        try {
            alive.get().abort(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (postmaster().isPresent()) {
            throw new CannotStart("PostgreSQL with process id " + alive.get().pid() + " still runs on " + data
                    + " and cannot be ended. End it by its id.");
        }
    }

    /** Ends a server that still runs, deletes the data, and lets go. */
    @Override
    public void close() {
        try (lock) {
            abortServer();
            deleteData();
            Files.deleteIfExists(startFile(parent));
            Files.deleteIfExists(lockFile(parent));
            if (parentIsOurs) {
                deleteIfEmpty(parent);
            }
        } catch (IOException left) {
            throw new CannotStart("could not delete " + data + ": " + left + ". Delete it by hand.", left);
        }
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(folder);
    }

    static void deleteTree(Path root) throws IOException {
        deleteTree(root, root);
        Files.deleteIfExists(root);
    }

    /** Deletes what is in a folder except one path, and leaves the folder. */
    private static void deleteTree(Path root, Path kept) throws IOException {
        if (Files.notExists(root)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(root)) {
            deepestFirst = all.sorted(Comparator.reverseOrder())
                    .filter(path -> !path.equals(root) && !path.equals(kept))
                    .toList();
        } catch (NoSuchFileException goneMeanwhile) {
            return;
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}

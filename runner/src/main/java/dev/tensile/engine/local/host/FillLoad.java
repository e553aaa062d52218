package dev.tensile.engine.local.host;

import dev.tensile.engine.ActiveRuns;
import dev.tensile.experiment.Quantities;
import dev.tensile.process.StateFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * Takes room on a disk with a file that has no name any more, so that the system frees it when this process ends. A disk on
 * which Tensile writes down what it does keeps {@link #FLOOR}; any other may be filled to the last byte.
 */
final class FillLoad implements StressMain.Load {
    /** What stays free where Tensile has its own files. */
    static final long FLOOR = 1_000_000_000;

    private static final int CHUNK = 1024 * 1024;

    private final FileChannel file;
    private final FileStore disk;
    private final ByteBuffer chunk;
    private final long asked;
    private final long floor;
    private boolean full;

    FillLoad(Path path, long asked) throws IOException {
        this.asked = asked;
        file = unnamed(path);
        Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent(), "a folder");
        disk = Files.getFileStore(folder);
        floor = floor(folder);
        byte[] noise = new byte[CHUNK]; // some disks do not store zeros
        new Random(asked).nextBytes(noise);
        chunk = ByteBuffer.wrap(noise);
    }

    /** A file that is gone from its folder as soon as it is there. */
    static FileChannel unnamed(Path path) throws IOException {
        FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Files.delete(path);
        return file;
    }

    /** What stays free on the disk of a folder: nothing unless Tensile writes there. */
    static long floor(Path folder) throws IOException {
        Object disk = disk(folder);
        for (Path own : ours()) {
            if (Files.exists(own) && disk.equals(disk(own))) {
                return FLOOR;
            }
        }
        return 0;
    }

    /** Where Tensile writes: its state, the folders of runs, whose events and samples grow while the disk is full, and drafts. */
    private static List<Path> ours() {
        List<Path> ours = new ArrayList<>(ActiveRuns.list());
        ours.add(StateFolder.folder("hurt"));
        ours.add(Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
        return ours;
    }

    /** The device where the system has such a number: it is one also for a disk that is there in several places. */
    private static Object disk(Path path) throws IOException {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? Files.getAttribute(path, "unix:dev")
                : Files.getFileStore(path);
    }

    /** Why so much may not be taken; empty if it may. */
    static String refusal(Path folder, long bytes) throws IOException {
        long floor = floor(folder);
        long free = Files.getFileStore(folder).getUsableSpace();
        return floor == 0 || free - bytes >= floor
                ? ""
                : "Tensile itself writes to the disk of " + folder + ", so " + Quantities.bytes(floor)
                        + " must stay free of " + Quantities.bytes(free);
    }

    @Override
    public StressWire take() throws IOException {
        if (!full && file.size() < asked) {
            chunk.rewind().limit((int) Math.min(CHUNK, asked - file.size()));
            if (floor > 0 && disk.getUsableSpace() - chunk.remaining() < floor) {
                return StressWire.refused(
                        "others filled the disk meanwhile: " + Quantities.bytes(floor) + " must stay free");
            }
            write();
        }
        String remark = full ? "The disk was full before that." : "";
        return StressWire.taken(full || file.size() >= asked, file.size(), remark);
    }

    private void write() {
        try {
            while (chunk.hasRemaining()) {
                file.write(chunk);
            }
        } catch (IOException noRoom) {
            full = true;
        }
    }
}

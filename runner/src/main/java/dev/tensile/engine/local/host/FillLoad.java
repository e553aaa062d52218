package dev.tensile.engine.local.host;

import dev.tensile.experiment.Quantities;
import dev.tensile.process.StateFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
        disk = Files.getFileStore(path.getParent() == null ? path : path.getParent());
        floor = floor(disk);
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

    static long floor(FileStore disk) throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        boolean ours = disk.equals(Files.getFileStore(StateFolder.folder("hurt")))
                || disk.equals(Files.getFileStore(temporary));
        return ours ? FLOOR : 0;
    }

    /** Why so much may not be taken; empty if it may. */
    static String refusal(Path folder, long bytes) throws IOException {
        FileStore disk = Files.getFileStore(folder);
        long free = disk.getUsableSpace();
        return free - bytes >= floor(disk) || floor(disk) == 0
                ? ""
                : "Tensile itself writes to the disk of " + folder + ", so " + Quantities.bytes(FLOOR)
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
        return new StressWire(true, full || file.size() >= asked, file.size(), "", remark, false);
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

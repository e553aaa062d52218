package dev.tensile.engine.local.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Random;

/** Writes to a disk at a rate, over and over to the same room of a file without a name, and waits until the disk has it. */
final class WriteLoad implements StressMain.Load {
    private static final int CHUNK = 64 * 1024;
    static final long ROOM = 64L * 1024 * 1024;

    private final FileChannel file;
    private final double bytesPerSecond;
    private final ByteBuffer chunk;
    private final long begun = System.nanoTime();
    private long written;

    WriteLoad(Path path, double bytesPerSecond) throws IOException {
        this.bytesPerSecond = bytesPerSecond;
        file = FillLoad.unnamed(path);
        byte[] noise = new byte[CHUNK];
        new Random(1).nextBytes(noise);
        chunk = ByteBuffer.wrap(noise);
    }

    @Override
    public StressWire take() throws IOException {
        double due = (System.nanoTime() - begun) / 1e9 * bytesPerSecond;
        while (written < due) {
            chunk.rewind();
            written += file.write(chunk, written % ROOM);
        }
        file.force(false);
        return StressWire.taken(written > 0, 0, "");
    }
}

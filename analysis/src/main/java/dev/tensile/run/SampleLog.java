package dev.tensile.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Samples while the run goes on: fixed-width rows after a header of 8 bytes, appended. A row cut off by a crash is
 * dropped on reading. Row, big endian: intended, start, latency (8 bytes each), outcome, cohort, cause, 0 (1 byte each),
 * endpoint, status (2 bytes each).
 */
final class SampleLog implements Closeable {
    static final int ROW = 32;
    private static final byte[] HEADER = "TENSILE1".getBytes(StandardCharsets.US_ASCII);
    private static final int ROWS_PER_WRITE = 4096;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(ROW * ROWS_PER_WRITE);

    private SampleLog(FileChannel channel) {
        this.channel = channel;
    }

    static SampleLog create(Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        writeAll(channel, ByteBuffer.wrap(HEADER));
        return new SampleLog(channel);
    }

    /** Not for use by several threads. */
    @SuppressWarnings("EnumOrdinal") // the order of these enums is the file format
    void append(Samples batch) throws IOException {
        for (int i = 0; i < batch.size(); i++) {
            buffer.putLong(batch.intendedNanos(i)).putLong(batch.startNanos(i)).putLong(batch.latencyNanos(i));
            buffer.put((byte) batch.outcome(i).ordinal())
                    .put((byte) batch.cohort(i).ordinal());
            buffer.put((byte) batch.cause(i).ordinal()).put((byte) 0);
            buffer.putShort((short) batch.endpoint(i)).putShort((short) batch.status(i));
            if (!buffer.hasRemaining()) {
                flush();
            }
        }
        flush();
    }

    private void flush() throws IOException {
        buffer.flip();
        try {
            writeAll(channel, buffer);
        } finally {
            buffer.clear();
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    static Samples read(Path file) throws IOException {
        Outcome[] outcomes = Outcome.values();
        Cohort[] cohorts = Cohort.values();
        Cause[] causes = Cause.values();
        try (FileChannel channel = FileChannel.open(file)) {
            long rows = Math.max(0, channel.size() - HEADER.length) / ROW;
            Samples.Builder builder = new Samples.Builder(Math.toIntExact(rows));
            ByteBuffer block = ByteBuffer.allocate(ROW * ROWS_PER_WRITE);
            channel.position(HEADER.length);
            while (builder.size() < rows && channel.read(block) >= 0) {
                block.flip();
                while (block.remaining() >= ROW) {
                    long intended = block.getLong();
                    long start = block.getLong();
                    long latency = block.getLong();
                    Outcome outcome = outcomes[block.get()];
                    Cohort cohort = cohorts[block.get()];
                    Cause cause = causes[block.get()];
                    block.get();
                    builder.add(new Sample(
                            intended, start, latency, outcome, cohort, cause, block.getShort(), block.getShort()));
                }
                block.compact();
            }
            return builder.build();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

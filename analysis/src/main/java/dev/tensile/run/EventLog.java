package dev.tensile.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** Events, one JSON object a line, appended as they happen. A line cut off by a crash is dropped on reading. */
final class EventLog implements Closeable {
    private final FileChannel channel;

    private EventLog(FileChannel channel) {
        this.channel = channel;
    }

    static EventLog open(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        if (channel.size() > 0 && !endsWithNewline(file, channel.size())) {
            channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
        return new EventLog(channel);
    }

    private static boolean endsWithNewline(Path file, long size) throws IOException {
        try (FileChannel read = FileChannel.open(file)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            read.read(last, size - 1);
            return last.get(0) == '\n';
        }
    }

    /** On disk when it returns if it is about to be acted upon, or says how things stand; else handed to the system. */
    void append(Event event) throws IOException {
        ByteBuffer line = ByteBuffer.wrap(Json.COMPACT.writeValueAsBytes(event));
        ByteBuffer whole = ByteBuffer.allocate(line.remaining() + 1)
                .put(line)
                .put((byte) '\n')
                .flip();
        while (whole.hasRemaining()) {
            channel.write(whole);
        }
        if (event instanceof Event.Injecting || event instanceof Event.Ended) {
            channel.force(true);
        }
    }

    static List<Event> read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .flatMap(line -> parse(line).stream())
                .toList();
    }

    /** Empty for a line that was cut off by a crash; whatever was acted upon was complete on disk first. */
    private static Optional<Event> parse(String line) {
        try {
            return Optional.of(Json.COMPACT.readValue(line, Event.class));
        } catch (JsonProcessingException torn) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package dev.tensile.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What passed the links, one JSON object a line, appended as it is counted. There is no file for an engine that sees no
 * traffic. A line cut off by a crash is dropped on reading. Owned by the thread of the run.
 */
final class AttemptLog implements Closeable {
    private final Path file;
    private @Nullable OutputStream out;

    AttemptLog(Path file) {
        this.file = file;
    }

    void append(List<LinkCount> counts) throws IOException {
        if (counts.isEmpty()) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        for (LinkCount count : counts) {
            lines.append(Json.COMPACT.writeValueAsString(count)).append('\n');
        }
        OutputStream open = out;
        if (open == null) {
            open = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            out = open;
        }
        open.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    static Attempts read(Path file) throws IOException {
        return new Attempts(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .flatMap(line -> parse(line).stream())
                .toList());
    }

    private static Optional<LinkCount> parse(String line) {
        try {
            return Optional.of(Json.COMPACT.readValue(line, LinkCount.class));
        } catch (JsonProcessingException torn) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        OutputStream open = out;
        if (open != null) {
            open.close();
        }
    }
}

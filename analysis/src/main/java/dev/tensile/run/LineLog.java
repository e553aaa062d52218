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
 * What was counted or read during a run, one JSON object a line, appended as it comes. There is no file until there is a line. A
 * line cut off by a crash is dropped on reading. One thread owns an instance.
 */
final class LineLog<T> implements Closeable {
    private final Path file;
    private @Nullable OutputStream out;

    LineLog(Path file) {
        this.file = file;
    }

    void append(List<T> entries) throws IOException {
        if (entries.isEmpty()) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        for (T entry : entries) {
            lines.append(Json.COMPACT.writeValueAsString(entry)).append('\n');
        }
        OutputStream open = out;
        if (open == null) {
            open = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            out = open;
        }
        open.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Nothing if there is no such file. */
    static <T> List<T> read(Path file, Class<T> type) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .flatMap(line -> parse(line, type).stream())
                .toList();
    }

    private static <T> Optional<T> parse(String line, Class<T> type) {
        try {
            return Optional.of(Json.COMPACT.readValue(line, type));
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

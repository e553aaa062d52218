package dev.tensile.script.load;

import dev.tensile.script.compile.CompileAnswer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Compiled scripts by key. An entry appears whole or not at all; a damaged one counts as missing. */
final class ScriptCache {
    private static final Duration KEPT = Duration.ofDays(90);
    private static final String ENDING = ".script";

    private final CacheFolder folder;

    ScriptCache(CacheFolder folder) {
        this.folder = folder;
    }

    Optional<CompileAnswer> find(String key) {
        Path entry = folder.root().resolve("scripts").resolve(key + ENDING);
        try {
            return Optional.of(CompileAnswer.of(Files.readAllBytes(entry)));
        } catch (IOException missingOrDamaged) {
            return Optional.empty();
        }
    }

    void keep(String key, CompileAnswer compiled) throws IOException {
        Path scripts = folder.folder("scripts");
        Path half = Files.createTempFile(scripts, key.substring(0, 8), ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(half))) {
                compiled.writeTo(out);
            }
            Files.move(half, scripts.resolve(key + ENDING), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(half);
        }
        forgetOld(scripts);
    }

    private static void forgetOld(Path scripts) throws IOException {
        List<Path> entries;
        try (Stream<Path> list = Files.list(scripts)) {
            entries = list.toList();
        }
        Instant oldest = Instant.now().minus(KEPT);
        for (Path entry : entries) {
            if (Files.exists(entry)
                    && Files.getLastModifiedTime(entry).toInstant().isBefore(oldest)) {
                Files.deleteIfExists(entry);
            }
        }
    }
}

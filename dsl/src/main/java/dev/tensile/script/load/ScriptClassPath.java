package dev.tensile.script.load;

import dev.tensile.experiment.Experiment;
import dev.tensile.script.Declarations;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;
import kotlin.Unit;

/** What a script may use: the model, the language, the Kotlin library, and the jars in {@code lib/} beside it. */
final class ScriptClassPath {
    private ScriptClassPath() {}

    /** From where this JVM itself has it, so that a script meets the classes it was compiled against. */
    static List<Path> language() {
        return Stream.of(Declarations.class, Experiment.class, Unit.class)
                .map(ScriptClassPath::home)
                .distinct()
                .toList();
    }

    /** Sorted by name. */
    static List<Path> beside(Path script) throws IOException {
        Path lib = script.toAbsolutePath().resolveSibling("lib");
        if (!Files.isDirectory(lib)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(lib)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private static Path home(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalStateException(type + " does not say where it comes from");
        }
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(type + " does not come from a file", e);
        }
    }
}

package dev.tensile.script.load;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the compiler is.
 *
 * @param java the executable that runs it
 * @param classPath the compiler, the language and the Kotlin library; in a stable order, or an archive would not fit
 */
public record CompilerLocation(Path java, List<Path> classPath) {
    public CompilerLocation {
        classPath = List.copyOf(classPath);
    }

    /**
     * The JDK that runs this; the jars in the folder {@code -Dtensile.compiler}, and the language from where this JVM
     * has it. Without the property, the class path of this JVM (tests, IDEs).
     */
    public static CompilerLocation ofSystem() {
        Path java = Path.of(System.getProperty("java.home"), "bin", File.separatorChar == '\\' ? "java.exe" : "java");
        String folder = System.getProperty("tensile.compiler", "");
        if (folder.isBlank()) {
            String[] entries = System.getProperty("java.class.path", "").split(File.pathSeparator, -1);
            return new CompilerLocation(
                    java, Arrays.stream(entries).map(Path::of).toList());
        }
        return new CompilerLocation(
                java,
                Stream.concat(jars(Path.of(folder)).stream(), ScriptClassPath.language().stream())
                        .toList());
    }

    private static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ScriptException(
                    ScriptException.Category.COMPILER_MISSING,
                    "the script compiler is not in " + folder + ": install Tensile again, or set -Dtensile.compiler",
                    e);
        }
    }

    String classPathText() {
        return String.join(
                File.pathSeparator, classPath.stream().map(Path::toString).toList());
    }
}

package dev.tensile.engine.local;

import dev.tensile.process.ChildJvm;
import dev.tensile.process.StateFolder;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How a process with links is started: room for bytes that are delayed, and the state folder of whoever starts it. */
final class LinkJvm {
    private static final int MEMORY_MEGABYTES = 128;

    /** Other processes of ours are over before it pays; a link passes half as many messages again with it. */
    private static final String FULLY_COMPILED = "-XX:TieredStopAtLevel=4";

    private LinkJvm() {}

    static ChildJvm of(Class<?> main, List<String> arguments) {
        List<String> options = new ArrayList<>(List.of("-Xms16m", "-XX:MaxDirectMemorySize=512m", FULLY_COMPILED));
        if (Runtime.version().feature() >= 24) {
            options.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        options.add(StateFolder.option());
        return new ChildJvm(classPath(), main.getName(), MEMORY_MEGABYTES, options, arguments);
    }

    /**
     * All jars of the folder named by {@code tensile.lib}, or else the class path of this process; absolute, because the
     * new process works in another folder.
     */
    private static String classPath() {
        String lib = System.getProperty("tensile.lib", "");
        if (!lib.isEmpty()) {
            return Path.of(lib).toAbsolutePath() + "/*";
        }
        return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}

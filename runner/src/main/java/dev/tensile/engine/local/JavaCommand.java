package dev.tensile.engine.local;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How a small Java process of ours is started: quickly, with little memory, deaf to Ctrl-C and hang-ups. */
final class JavaCommand {
    /** A signal that is ignored when a program begins stays ignored, also by the JVM. */
    private static final List<String> DEAF = List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    private JavaCommand() {}

    static List<String> of(Class<?> main, List<String> arguments) {
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        List<String> command = new ArrayList<>(windows ? List.of() : DEAF);
        command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms16m", "-Xmx128m", "-Xshare:auto"));
        command.add("-XX:MaxDirectMemorySize=512m");
        if (Runtime.version().feature() >= 24) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        String state = System.getProperty("tensile.state", "");
        if (!state.isEmpty()) {
            command.add("-Dtensile.state=" + Path.of(state).toAbsolutePath());
        }
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(arguments);
        return command;
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

package dev.tensile.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The command line of a small Java process of ours: quick to start, little memory, and in a session of its own, so that what is
 * done to Tensile's terminal or process group is answered by Tensile alone.
 *
 * @param classPath as after {@code java -cp}
 * @param memoryMegabytes the largest heap
 * @param options of the virtual machine, besides these
 */
public record ChildJvm(
        String classPath, String mainClass, int memoryMegabytes, List<String> options, List<String> arguments) {
    /**
     * Where the system has no {@code setsid}: deaf to Ctrl-C and hang-ups. A signal that is ignored when a program begins stays
     * ignored, by the JVM, and by all that it starts; so this is only the second best.
     */
    private static final List<String> DEAF = List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    private static final List<Path> SETSID = List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

    public ChildJvm {
        options = List.copyOf(options);
        arguments = List.copyOf(arguments);
    }

    /**
     * All jars of the folder named by {@code tensile.lib}, or else the class path of this process; absolute, because the new
     * process works in another folder.
     */
    public static String ownClassPath() {
        String lib = System.getProperty("tensile.lib", "");
        if (!lib.isEmpty()) {
            return Path.of(lib).toAbsolutePath() + "/*";
        }
        return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    public ProcessBuilder builder() {
        List<String> command = new ArrayList<>(apart());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+UseSerialGC");
        command.add("-Xmx" + memoryMegabytes + "m");
        command.add("-Xshare:auto");
        command.addAll(options);
        command.add("-cp");
        command.add(classPath);
        command.add(mainClass);
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    private static List<String> apart() {
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        return SETSID.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .map(tool -> List.of(tool.toString()))
                .orElse(windows ? List.of() : DEAF);
    }
}

package dev.tensile.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a small Java process of ours: quick to start, little memory, deaf to Ctrl-C and hang-ups, and, where the
 * system has {@code setsid}, in a session of its own, so that what is done to Tensile's terminal or process group is answered
 * by Tensile alone.
 *
 * @param classPath as after {@code java -cp}
 * @param memoryMegabytes the largest heap
 * @param options of the virtual machine, besides these
 */
public record ChildJvm(
        String classPath, String mainClass, int memoryMegabytes, List<String> options, List<String> arguments) {
    /** A signal that is ignored when a program begins stays ignored, also by the JVM. */
    private static final List<String> DEAF = List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    private static final List<Path> SETSID = List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

    public ChildJvm {
        options = List.copyOf(options);
        arguments = List.copyOf(arguments);
    }

    public ProcessBuilder builder() {
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        List<String> command = new ArrayList<>(windows ? List.of() : DEAF);
        SETSID.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .ifPresent(command::add);
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
}

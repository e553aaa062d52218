package dev.tensile.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a small Java process of ours: quick to start, little memory, and, where the system has {@code setsid}, in
 * a session of its own, so that a Ctrl-C in the terminal is answered by Tensile alone.
 *
 * @param classPath as after {@code java -cp}
 * @param memoryMegabytes the largest heap
 */
public record ChildJvm(String classPath, String mainClass, int memoryMegabytes, List<String> arguments) {
    private static final List<Path> SETSID = List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

    public ChildJvm {
        arguments = List.copyOf(arguments);
    }

    public ProcessBuilder builder() {
        List<String> command = new ArrayList<>();
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
        command.add("-cp");
        command.add(classPath);
        command.add(mainClass);
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }
}

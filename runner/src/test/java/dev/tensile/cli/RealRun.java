package dev.tensile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A run in a process of its own, with its dose in force; closing it makes sure that it is gone. */
final class RealRun implements AutoCloseable {
    private final Process process;
    private final Path data;
    private final Path human;
    private final List<ProcessHandle> children;

    private RealRun(Process process, Path data, Path human, List<ProcessHandle> children) {
        this.process = process;
        this.data = data;
        this.human = human;
        this.children = children;
    }

    /**
     * Starts it and waits until the dose of the first rung is in force.
     *
     * @param shell what a shell does before it, such as setting a limit; empty if nothing
     */
    static RealRun inMidHold(Scene scene, String shell, String... options) throws IOException {
        Path plan = scene.savedPlan(options);
        Path data = scene.folder.resolve("stdout");
        Path human = scene.folder.resolve("stderr");
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", shell + " exec \"$@\"", "sh"));
        command.addAll(java(
                "-Dtensile.state=" + System.getProperty("tensile.state"),
                "-Dtensile.cache=" + System.getProperty("tensile.cache")));
        command.addAll(List.of("run", "--plan", plan.toString(), "--runs", scene.runs() + "", "--output", "json"));
        Process process = new ProcessBuilder(command)
                .redirectOutput(data.toFile())
                .redirectError(human.toFile())
                .start();
        try {
            Scene.await("the dose is in force", () -> {
                assertTrue(process.isAlive(), () -> Scene.text(human));
                return Scene.text(human).contains("in force");
            });
        } catch (AssertionError never) {
            process.destroyForcibly();
            throw never;
        }
        List<ProcessHandle> children = process.descendants().toList();
        assertEquals(1, children.size(), "one process of the link");
        assertTrue(Scene.isServed(scene.shop.linkPort()));
        return new RealRun(process, data, human, children);
    }

    /** The command line of Tensile up to its arguments. */
    static List<String> java(String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.awt.headless=true"));
        command.addAll(List.of(options));
        String classPath = Arrays.stream(
                        System.getProperty("java.class.path", "").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        command.addAll(List.of("-cp", classPath, Main.class.getName()));
        return command;
    }

    /** Sends it a signal, by its id. */
    void hears(String signal) throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor());
    }

    void isKilled() {
        process.destroyForcibly().onExit().join();
    }

    /** Waits for its end, and for that of its link. */
    Answer ends() throws InterruptedException {
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it ends");
        Scene.await("the link process ends", () -> children.stream().noneMatch(ProcessHandle::isAlive));
        assertFalse(process.isAlive());
        return new Answer(process.exitValue(), Scene.text(data), Scene.text(human));
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}

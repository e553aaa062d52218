package dev.tensile.shop;

import dev.tensile.process.ProcessId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is remembered of a running shop, enough for another process to end it: for each process its id, its log, and in the log
 * the line that says that it is ready.
 */
final class ShopFolder {
    private static final Pattern READY =
            Pattern.compile("^READY (\\S+) port=(\\d+) pid=(\\d+)(?: postgres=(\\d+))?$", Pattern.MULTILINE);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path folder;
    private final Predicate<ProcessId> ending;

    ShopFolder(Path folder) {
        this(folder, process -> process.end(PATIENCE));
    }

    /** @param ending ends a process, and says whether it is gone */
    ShopFolder(Path folder, Predicate<ProcessId> ending) {
        this.folder = folder;
        this.ending = ending;
    }

    Path path() {
        return folder;
    }

    Path log(String name) {
        return folder.resolve(name + ".log");
    }

    Path data() {
        return folder.resolve("data");
    }

    /** Starts a process and remembers it. One that cannot be remembered is ended: nobody else could. */
    Process start(String name, ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        ProcessId id = ProcessId.of(process.toHandle());
        try {
            remember(name, id);
        } catch (UncheckedIOException refused) {
            id.end(PATIENCE);
            throw refused;
        }
        return process;
    }

    void remember(String name, ProcessId process) {
        write(folder.resolve(name + ".pid"), process.toString());
    }

    void rememberSettings(Map<String, String> settings) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(settings)
                .forEach((key, value) ->
                        text.append(key).append('=').append(value).append('\n'));
        write(folder.resolve("settings.properties"), text.toString());
    }

    Map<String, String> settings() {
        Properties properties = new Properties();
        Path file = folder.resolve("settings.properties");
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException unreadable) {
                throw new UncheckedIOException("cannot read " + file, unreadable);
            }
        }
        Map<String, String> settings = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }

    /** Those that are alive, by name. */
    Map<String, ProcessId> alive() {
        Map<String, ProcessId> alive = new TreeMap<>();
        for (Path file : list(".pid")) {
            remembered(file)
                    .filter(ProcessId::isAlive)
                    .ifPresent(
                            process -> alive.put(file.getFileName().toString().replace(".pid", ""), process));
        }
        return alive;
    }

    /** A file that names no process, such as one that a full disk has left empty, is of no use to anybody. */
    private static Optional<ProcessId> remembered(Path file) {
        try {
            return Optional.of(ProcessId.parse(read(file)));
        } catch (IllegalArgumentException unreadable) {
            delete(file);
            return Optional.empty();
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot delete " + file, refused);
        }
    }

    boolean isReady(String name) {
        return ready(name).isPresent();
    }

    private Optional<Matcher> ready(String name) {
        Matcher matcher = READY.matcher(Files.exists(log(name)) ? read(log(name)) : "");
        return matcher.find() ? Optional.of(matcher) : Optional.empty();
    }

    /** What a process said last, for an error message; without the lines of a stack trace. */
    String lastWords(String name) {
        String all = Files.exists(log(name)) ? read(log(name)) : "";
        String log = all.lines()
                .filter(line -> !line.startsWith("\tat "))
                .collect(Collectors.joining("\n"))
                .strip();
        return log.isEmpty() ? "it said nothing" : log.substring(Math.max(0, log.length() - 600));
    }

    /**
     * Ends every process of the shop, PostgreSQL last, and deletes the folder.
     *
     * @return what is still there, empty if nothing
     */
    List<String> clear() {
        List<String> left = new ArrayList<>();
        alive().entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().equals("database") ? 1 : 0))
                .forEach(entry -> {
                    if (!ending.test(entry.getValue())) {
                        left.add(
                                entry.getKey() + " (process " + entry.getValue().pid() + ")");
                    }
                });
        left.addAll(endPostgres());
        if (left.isEmpty()) {
            delete();
        }
        return left;
    }

    /** PostgreSQL outlives its parent if that was killed; it is known by its id and by the folder it serves. */
    private List<String> endPostgres() {
        return Stream.concat(ready("database").map(matcher -> matcher.group(4)).stream(), startedAgain().stream())
                .distinct()
                .map(Long::parseLong)
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
                .filter(process -> !ending.test(ProcessId.of(process)))
                .map(process -> "PostgreSQL (process " + process.pid() + ")")
                .toList();
    }

    /** The id of the server that runs on the data now, which is another one if somebody has started it again. */
    private Optional<String> startedAgain() {
        Path record = data().resolve("postgres").resolve("postmaster.pid");
        return Optional.of(record)
                .filter(Files::exists)
                .map(ShopFolder::read)
                .map(text -> text.lines().findFirst().orElse("").strip())
                .filter(id -> id.matches("\\d{1,9}"));
    }

    private void delete() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException busy) {
            throw new UncheckedIOException(
                    "cannot delete " + folder, busy instanceof IOException io ? io : new IOException(busy));
        }
    }

    private List<Path> list(String suffix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + folder, unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }

    /** All of it or nothing, also on a full disk. */
    private static void write(Path file, String text) {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot write " + file, refused);
        }
    }
}

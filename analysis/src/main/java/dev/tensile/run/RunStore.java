package dev.tensile.run;

import dev.tensile.experiment.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The only reader and writer of run folders: {@code <root>/<experiment>/<UTC time>-<id>/}. A folder is written in three
 * phases: before (script, plan), during (events, samples, what passed the links), after (sealed samples, and whatever was concluded).
 */
public final class RunStore {
    static final String SCRIPT = "script.chaos.kts";
    static final String PLAN = "plan.json";
    static final String EVENTS = "events.ndjson";
    static final String SAMPLE_LOG = "samples.log";
    static final String SAMPLES = "samples.parquet";
    static final String ATTEMPTS = "attempts.ndjson";
    static final String READINGS = "readings.ndjson";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path root;

    public RunStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    public Path root() {
        return root;
    }

    /**
     * Makes a new folder with the script and the plan in it.
     *
     * @param suffix told apart from other runs that start in the same second; letters and digits
     * @throws RunStoreException if it cannot be written
     */
    public RunWriter create(PlanFile plan, String script, Instant now, String suffix) {
        Path folder = root.resolve(plan.plan().experiment().slug()).resolve(TIME.format(now) + "-" + suffix);
        try {
            Files.createDirectories(folder.getParent());
            Files.createDirectory(folder);
            if (!script.isEmpty()) {
                Files.writeString(folder.resolve(SCRIPT), script);
            }
            Files.writeString(folder.resolve(PLAN), plan.toJson());
            linkLatest(folder);
            return new RunWriter(
                    folder,
                    EventLog.open(folder.resolve(EVENTS)),
                    SampleLog.create(folder.resolve(SAMPLE_LOG)),
                    new LineLog<>(folder.resolve(ATTEMPTS)),
                    new LineLog<>(folder.resolve(READINGS)));
        } catch (IOException refused) {
            throw new RunStoreException(
                    "cannot make the run folder " + folder + ": " + reason(refused),
                    "choose a place that you may write to with --runs",
                    refused);
        }
    }

    private static String reason(IOException refused) {
        if (refused instanceof FileAlreadyExistsException taken) {
            return taken.getFile() + " exists and is not a folder";
        }
        return refused instanceof java.nio.file.AccessDeniedException denied
                ? "no permission to write " + denied.getFile()
                : String.valueOf(refused.getMessage());
    }

    /** A relative link, so that the whole tree can be moved; where the file system has none, no link. */
    private static void linkLatest(Path folder) throws IOException {
        Path link = folder.resolveSibling("latest");
        Path fresh = folder.resolveSibling("." + folder.getFileName() + ".link");
        try {
            Files.createSymbolicLink(fresh, folder.getFileName());
            Files.move(fresh, link, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (UnsupportedOperationException | AtomicMoveNotSupportedException none) {
            Files.deleteIfExists(fresh);
        }
    }

    /**
     * Reads a run, whatever became of it.
     *
     * @throws RunStoreException if there is no readable plan in it
     */
    public static Run load(Path folder) {
        PlanFile plan = PlanFile.read(folder.resolve(PLAN));
        try {
            Path events = folder.resolve(EVENTS);
            return new Run(
                    folder.toRealPath().getFileName().toString(),
                    plan.plan(),
                    plan.digest(),
                    Files.exists(events) ? EventLog.read(events) : List.of(),
                    samples(folder),
                    new Attempts(LineLog.read(folder.resolve(ATTEMPTS), LinkCount.class)),
                    new Readings(LineLog.read(folder.resolve(READINGS), Reading.class)));
        } catch (IOException | UncheckedIOException unreadable) {
            throw new RunStoreException(
                    "cannot read the run " + folder + ": " + unreadable.getMessage(),
                    "it may be damaged; tensile list shows the readable runs",
                    unreadable);
        }
    }

    /** Its plan alone, which is all that many commands need. */
    public static Plan loadPlan(Path folder) {
        return PlanFile.read(folder.resolve(PLAN)).plan();
    }

    /** Its events alone. */
    public static List<Event> loadEvents(Path folder) {
        try {
            return EventLog.read(folder.resolve(EVENTS));
        } catch (IOException unreadable) {
            throw new RunStoreException("cannot read the events of " + folder, "it may be damaged", unreadable);
        }
    }

    private static Samples samples(Path folder) throws IOException {
        if (Files.exists(folder.resolve(SAMPLES))) {
            return SampleParquet.read(folder.resolve(SAMPLES));
        }
        Path log = folder.resolve(SAMPLE_LOG);
        return Files.exists(log) ? SampleLog.read(log) : Samples.NONE;
    }

    /** Turns the log of samples into the Parquet file; does nothing if that is done. */
    public static void seal(Path folder) {
        Path log = folder.resolve(SAMPLE_LOG);
        Path fresh = folder.resolve("." + SAMPLES);
        if (Files.exists(folder.resolve(SAMPLES)) || !Files.exists(log)) {
            return;
        }
        try {
            Files.deleteIfExists(fresh);
            SampleParquet.write(fresh, SampleLog.read(log), Endpoints.of(loadPlan(folder)));
            Files.move(fresh, folder.resolve(SAMPLES), StandardCopyOption.ATOMIC_MOVE);
            Files.delete(log);
        } catch (IOException full) {
            throw new RunStoreException(
                    "cannot seal the samples of " + folder + ": " + full.getMessage(),
                    "make room on that disk, then run tensile report on the folder again",
                    full);
        }
    }

    /** Adds events to a run whose process is dead. */
    public static void append(Path folder, List<Event> events) {
        try (EventLog log = EventLog.open(folder.resolve(EVENTS))) {
            for (Event event : events) {
                log.append(event);
            }
        } catch (IOException full) {
            throw new RunStoreException(
                    "cannot write to the run folder " + folder + ": " + full.getMessage(),
                    "make room on that disk",
                    full);
        }
    }

    /** Writes a document beside the run, all or nothing. */
    public static void save(Path folder, String name, Object document) {
        Path fresh = folder.resolve("." + name);
        try {
            Files.writeString(fresh, Json.PRETTY.writeValueAsString(document) + "\n");
            Files.move(
                    fresh, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException full) {
            throw new RunStoreException(
                    "cannot write " + folder.resolve(name) + ": " + full.getMessage(), "make room on that disk", full);
        }
    }

    /** Reads a document that {@link #save} wrote, if it is there. */
    public static <T> Optional<T> read(Path folder, String name, Class<T> type) {
        Path file = folder.resolve(name);
        try {
            return Files.exists(file) ? Optional.of(Json.DERIVED.readValue(file.toFile(), type)) : Optional.empty();
        } catch (IOException damaged) {
            throw new RunStoreException(
                    "cannot read " + file + ": " + damaged.getMessage(), "tensile report writes it anew", damaged);
        }
    }

    /** All run folders below the root, the newest first. */
    public List<Path> folders() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> found = Files.find(
                root, 2, (path, attributes) -> attributes.isDirectory() && Files.exists(path.resolve(PLAN)))) {
            return found.sorted(Comparator.<Path, String>comparing(
                                    path -> path.getFileName().toString())
                            .reversed())
                    .toList();
        } catch (IOException unreadable) {
            throw new RunStoreException("cannot read " + root, "check its permissions", unreadable);
        }
    }
}

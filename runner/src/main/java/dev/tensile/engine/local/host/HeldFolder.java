package dev.tensile.engine.local.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tensile.process.ProcessId;
import dev.tensile.process.StateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is held for a run, a file for each dose: {@code hurt/LEASE/DOSE.json} in the state folder. Besides, who holds it, and who
 * was started for the run.
 */
record HeldFolder(Path folder) {
    private static final String HOLDERS = "holders";
    private static final String STARTED = "started";

    static HeldFolder of(String lease) {
        return new HeldFolder(StateFolder.folder("hurt").resolve(lease));
    }

    void create() throws IOException {
        Files.createDirectories(folder);
    }

    /** Those whose run or whose watchdog has died. */
    static List<HeldFolder> orphans() {
        Path all = StateFolder.folder("hurt");
        try (Stream<Path> folders = Files.list(all)) {
            return folders.filter(Files::isDirectory)
                    .map(HeldFolder::new)
                    .filter(one -> one.holders().stream().anyMatch(holder -> !holder.isAlive()))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + all, unreadable);
        }
    }

    String lease() {
        return String.valueOf(folder.getFileName());
    }

    void writeHolders(ProcessId watchdog, ProcessId run) throws IOException {
        write(folder.resolve(HOLDERS), watchdog + " " + run);
    }

    /** The watchdog, and its run; none if it has only just begun, or is gone. */
    List<ProcessId> holders() {
        return Proc.read(folder.resolve(HOLDERS)).stream()
                .flatMap(text -> Stream.of(text.split(" ")))
                .map(ProcessId::parse)
                .toList();
    }

    void writeStarted(List<Victim> started) throws IOException {
        write(folder.resolve(STARTED), HostWire.write(started));
    }

    /** Who was started, as far as that was written down. */
    List<Victim> started() {
        try {
            Optional<String> text = Proc.read(folder.resolve(STARTED));
            return text.isPresent() ? List.of(HostWire.read(text.get(), Victim[].class)) : List.of();
        } catch (JsonProcessingException garbled) {
            throw new UncheckedIOException("cannot understand " + folder.resolve(STARTED), garbled);
        }
    }

    void write(long dose, Held held) throws IOException {
        write(file(dose), HostWire.write(held));
    }

    /** It is on the disk when this returns, whole or not at all. */
    private void write(Path target, String text) throws IOException {
        Path draft = folder.resolve(target.getFileName() + ".draft");
        try (FileChannel file = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Forgets it if nothing of it is left. */
    void forget(long dose) {
        read(file(dose)).filter(held -> held.left().isEmpty()).ifPresent(held -> delete(file(dose)));
    }

    boolean has(long dose) {
        return Files.exists(file(dose));
    }

    /** Takes one back, whoever asks. */
    void takeBack(long dose) {
        takeBack(file(dose));
    }

    /** Tries it once more where something was left; what is only waited for is waited for elsewhere. */
    void takeBackAgain(long dose) {
        read(file(dose)).ifPresent(Held::takeBackAgain);
        forget(dose);
    }

    /** Takes all back, the last first; goes on with the others if one fails, which {@link #left} says then. */
    void takeBackAll() {
        for (Path file : files()) {
            try {
                takeBack(file);
            } catch (RuntimeException failed) {
                // Its record is kept.
            }
        }
    }

    private static void takeBack(Path file) {
        Optional<Held> held = read(file);
        held.ifPresent(Held::takeBack);
        if (held.flatMap(Held::left).isEmpty()) {
            delete(file);
        }
    }

    /** What is still held, in words. */
    List<String> left() {
        return files().stream().map(HeldFolder::left).flatMap(Optional::stream).toList();
    }

    private static Optional<String> left(Path file) {
        try {
            return read(file).map(held -> held.left().orElseGet(() -> String.valueOf(held)));
        } catch (UncheckedIOException garbled) {
            return Optional.of(garbled.getMessage() + ": take back by hand what it says, and delete it");
        }
    }

    boolean isEmpty() {
        return files().isEmpty();
    }

    /** Deletes the folder if nothing is held. */
    void close() {
        if (isEmpty() && Files.isDirectory(folder)) {
            try (DirectoryStream<Path> drafts = Files.newDirectoryStream(folder)) {
                drafts.forEach(HeldFolder::delete);
                delete(folder);
            } catch (IOException kept) {
                throw new UncheckedIOException("cannot delete " + folder, kept);
            }
        }
    }

    private Path file(long dose) {
        return folder.resolve(dose + ".json");
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "[0-9]*.json")) {
            found.forEach(files::add);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + folder, unreadable);
        }
        files.sort(Comparator.comparingLong(HeldFolder::number).reversed());
        return files;
    }

    private static long number(Path file) {
        return Long.parseLong(String.valueOf(file.getFileName()).replace(".json", ""));
    }

    private static Optional<Held> read(Path file) {
        try {
            return Optional.of(HostWire.read(Files.readString(file), Held.class));
        } catch (JsonProcessingException garbled) {
            throw new UncheckedIOException("cannot understand " + file, garbled);
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException kept) {
            throw new UncheckedIOException("cannot delete " + file, kept);
        }
    }
}

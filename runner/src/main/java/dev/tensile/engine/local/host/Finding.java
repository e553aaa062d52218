package dev.tensile.engine.local.host;

import dev.tensile.experiment.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the processes of programs that run already. */
final class Finding {
    private static final String LISTENING = "0A";

    /** How far the start of a process, which is known by the time since boot, may be from the time of a file. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(2);

    private Finding() {}

    /** A process that lives, and the file that names it. */
    private record Named(Path file, Victim victim) {
        /** A file cannot name a process that was not there yet: its number went to another one since. */
        boolean isStale() {
            try {
                Instant written = Files.getLastModifiedTime(file).toInstant();
                return ProcessHandle.of(victim.pid())
                        .flatMap(process -> process.info().startInstant())
                        .filter(written.plus(CLOCKS_DIFFER)::isBefore)
                        .isPresent();
            } catch (IOException gone) {
                return true;
            }
        }
    }

    /** Those that live, of those that the files name; without those that began after their file was written. */
    static List<Victim> byPidFiles(List<String> files) {
        return named(files)
                .filter(named -> !named.isStale())
                .map(Named::victim)
                .distinct()
                .toList();
    }

    /** What is wrong with files that name processes which began after they were written, a sentence for each. */
    static List<String> stale(List<String> files) {
        return named(files)
                .filter(Named::isStale)
                .map(named -> named.victim() + " began after " + named.file()
                        + " was written, so it is not the one that is meant there")
                .toList();
    }

    private static Stream<Named> named(List<String> files) {
        return files.stream()
                .flatMap(
                        file -> pid(file).flatMap(Victim::of).map(victim -> new Named(Path.of(file), victim)).stream());
    }

    private static Optional<Long> pid(String file) {
        return Proc.read(Path.of(file))
                .map(text -> text.strip().split("\\s+")[0])
                .filter(word -> word.matches("\\d{1,9}"))
                .map(Long::parseLong);
    }

    /** Those that hold a socket which listens there, or on every address with that port. */
    static List<Victim> listening(HostPort address) {
        Set<String> sockets = Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .map(Path::of)
                .flatMap(table -> Proc.read(table).orElse("").lines().skip(1))
                .map(line -> line.strip().split("\\s+"))
                .filter(row -> row.length > 9 && row[3].equals(LISTENING) && isThere(row[1], address))
                .map(row -> "socket:[" + row[9] + "]")
                .collect(Collectors.toSet());
        if (sockets.isEmpty()) {
            return List.of();
        }
        return Proc.all().stream()
                .filter(pid -> Proc.hasOpen(pid, sockets::contains))
                .map(Victim::of)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Addresses are written in hex, each four bytes in the order of this machine, which is the lowest byte first. */
    private static boolean isThere(String local, HostPort address) {
        int colon = local.indexOf(':');
        if (Integer.parseInt(local.substring(colon + 1), 16) != address.port()) {
            return false;
        }
        String host = local.substring(0, colon);
        return host.chars().allMatch(digit -> digit == '0')
                || hosts(address.host()).contains(host);
    }

    private static Set<String> hosts(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host))
                    .map(InetAddress::getAddress)
                    .flatMap(bytes -> bytes.length == 4
                            ? Stream.of(hex(bytes), "0000000000000000FFFF0000" + hex(bytes))
                            : Stream.of(hex(bytes)))
                    .collect(Collectors.toSet());
        } catch (UnknownHostException unknown) {
            return Set.of();
        }
    }

    private static String hex(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int word = 0; word < bytes.length; word += 4) {
            for (int i = 3; i >= 0; i--) {
                text.append(String.format(Locale.ROOT, "%02X", bytes[word + i]));
            }
        }
        return text.toString();
    }
}

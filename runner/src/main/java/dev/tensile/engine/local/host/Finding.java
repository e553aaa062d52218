package dev.tensile.engine.local.host;

import dev.tensile.experiment.HostPort;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
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

    private Finding() {}

    /** Those that live, of those that the files name. */
    static List<Victim> byPidFiles(List<String> files) {
        return files.stream()
                .map(Finding::pid)
                .flatMap(Optional::stream)
                .map(Victim::of)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
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

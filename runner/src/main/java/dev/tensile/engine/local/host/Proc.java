package dev.tensile.engine.local.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What Linux tells of processes and of the machine under {@code /proc}. Whatever is not there, or not for us, is empty. */
final class Proc {
    private static final Path ROOT = Path.of("/proc");
    private static final String BOOT =
            read(ROOT.resolve("sys/kernel/random/boot_id")).orElse("").strip();

    private Proc() {}

    static boolean isThere() {
        return Files.isReadable(ROOT.resolve("self/stat")) && Files.isReadable(ROOT.resolve("stat"));
    }

    /**
     * A process at a moment.
     *
     * @param state as in {@code ps}: T is stopped, Z has ended
     * @param session the number of the process that began it
     * @param startTicks since boot, which tells it from a later one with the same number
     * @param cpuTicks that it has used
     */
    record Stat(long pid, char state, long parent, long session, long startTicks, long cpuTicks) {
        Victim victim() {
            return new Victim(pid, startTicks, boot());
        }

        boolean hasEnded() {
            return state == 'Z' || state == 'X';
        }

        boolean isStopped() {
            return state == 'T';
        }
    }

    static Optional<Stat> stat(long pid) {
        return text(pid, "stat").map(line -> {
            String[] words = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return new Stat(
                    pid,
                    words[0].charAt(0),
                    Long.parseLong(words[1]),
                    Long.parseLong(words[3]),
                    Long.parseLong(words[19]),
                    Long.parseLong(words[11]) + Long.parseLong(words[12]));
        });
    }

    /** A line of {@code /proc/PID/status}, such as {@code Uid}, without its name. */
    static Optional<String> status(long pid, String name) {
        return text(pid, "status").flatMap(text -> named(text, name));
    }

    /** Whose it is: the user whose rights it has. */
    static Optional<Long> user(long pid) {
        return status(pid, "Uid").map(ids -> Long.parseLong(ids.split("\\s+")[1]));
    }

    static long ownUser() {
        return user(ProcessHandle.current().pid()).orElse(-1L);
    }

    /** A number of bytes from {@code /proc/PID/status}, such as {@code RssAnon}. */
    static long statusBytes(long pid, String name) {
        return status(pid, name).map(Proc::kilobytes).orElse(0L);
    }

    /** A number of bytes from {@code /proc/meminfo}. */
    static long memory(String name) {
        return read(ROOT.resolve("meminfo"))
                .flatMap(text -> named(text, name))
                .map(Proc::kilobytes)
                .orElse(0L);
    }

    private static long kilobytes(String text) {
        return Long.parseLong(text.split(" ")[0]) * 1024;
    }

    private static Optional<String> named(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + ":"))
                .findFirst()
                .map(line -> line.substring(name.length() + 1).strip());
    }

    /**
     * The use of all processors since boot.
     *
     * @param busyTicks neither idle nor waiting for a disk nor taken away by a hypervisor
     */
    record Processors(long busyTicks, long allTicks) {
        /** The share that was busy since then. */
        double busySince(Processors before) {
            long all = allTicks - before.allTicks;
            return all <= 0 ? 0 : Math.min(1, (double) (busyTicks - before.busyTicks) / all);
        }
    }

    static Processors processors() {
        return processors(read(ROOT.resolve("stat")).orElse(""));
    }

    /**
     * From {@code /proc/stat}. Its first line counts ticks of users, nice ones, the system, idle ones, those that waited for a disk,
     * of two sorts of interrupts, and those that were stolen.
     */
    static Processors processors(String stat) {
        String[] words = stat.split("\n")[0].split("\\s+");
        long[] ticks = new long[8];
        for (int i = 0; i < ticks.length && i + 1 < words.length; i++) {
            ticks[i] = Long.parseLong(words[i + 1]);
        }
        long all = Arrays.stream(ticks).sum();
        return new Processors(all - ticks[3] - ticks[4] - ticks[7], all);
    }

    /** Numbers of all processes. */
    static List<Long> all() {
        try (Stream<Path> entries = Files.list(ROOT)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> name.matches("\\d+"))
                    .map(Long::parseLong)
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    static Optional<String> environment(long pid) {
        return text(pid, "environ");
    }

    static Optional<String> commandLine(long pid) {
        return text(pid, "cmdline").map(line -> line.replace('\0', ' ').strip());
    }

    static Optional<String> text(long pid, String file) {
        return read(ROOT.resolve(Long.toString(pid)).resolve(file));
    }

    static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** The numbers of its open file descriptors. */
    static List<Integer> descriptors(long pid) {
        try (Stream<Path> entries = Files.list(ROOT.resolve(pid + "/fd"))) {
            return entries.map(entry -> Integer.valueOf(String.valueOf(entry.getFileName())))
                    .toList();
        } catch (IOException gone) {
            return List.of();
        }
    }

    /** Whether one of its file descriptors leads to what is asked for, such as {@code socket:[4711]}. */
    static boolean hasOpen(long pid, Predicate<String> what) {
        try (Stream<Path> entries = Files.list(ROOT.resolve(pid + "/fd"))) {
            return entries.map(Proc::target).anyMatch(what);
        } catch (IOException gone) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    /** Changes with every start of the machine. */
    static String boot() {
        return BOOT;
    }
}

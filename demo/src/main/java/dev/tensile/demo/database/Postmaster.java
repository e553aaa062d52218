package dev.tensile.demo.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The first process of a PostgreSQL server. It is nobody's child (it detaches itself), so it is known by the id in the
 * data folder, and taken for ours only if it is a {@code postgres} that was started on this very folder.
 */
record Postmaster(ProcessHandle process, Path data) {
    private static final String RECORD = "postmaster.pid";
    private static final Duration COLLECTED_WITHIN = Duration.ofMillis(100);
    private static final long LOOK_AGAIN_MILLIS = 10; // it is not our child: there is nothing to wait on

    /** The server that runs on a data folder, if one does. */
    static Optional<Postmaster> of(Path data) {
        return recordedPid(data)
                .flatMap(ProcessHandle::of)
                .map(process -> new Postmaster(process, data))
                .filter(Postmaster::servesItsFolder);
    }

    private static Optional<Long> recordedPid(Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve(RECORD));
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.valueOf(lines.get(0).strip()));
        } catch (IOException | NumberFormatException noRecord) {
            return Optional.empty();
        }
    }

    /** Process ids are used again: one that is alive may by now belong to anybody. */
    private boolean servesItsFolder() {
        ProcessHandle.Info info = process.info();
        boolean postgres = info.command()
                .map(command -> Path.of(command).endsWith("postgres"))
                .orElse(false);
        List<String> arguments = List.of(info.arguments().orElse(new String[0]));
        int folder = arguments.indexOf("-D") + 1;
        return postgres
                && folder > 0
                && folder < arguments.size()
                && arguments.get(folder).equals(data.toString());
    }

    /**
     * A script that starts it again with the options that it had, as {@code pg_ctl} remembers them. PostgreSQL refuses to run as the
     * superuser, but not as one in a user namespace of its own. Where nobody collects the dead, {@code pg_ctl} takes a server that
     * was killed for a living one; so it is looked at who works in the data folder.
     */
    String startCommand() throws IOException {
        Path program = Path.of(process.info().command().orElseThrow(() -> new IOException("the server has ended")));
        return """
                #!/bin/sh
                # Starts the demo shop's PostgreSQL again on the data that it has; does nothing while it runs. Linux only.
                data='%s'
                control='%s'
                works_in_data() { [ "$(readlink "$1/cwd" 2> /dev/null)" = "$data" ]; }
                anybody() { for one in /proc/[0-9]*; do works_in_data "$one" && return 0; done; return 1; }
                [ -d /proc/self ] || exit 1
                first=$(head -n 1 "$data/postmaster.pid" 2> /dev/null)
                [ -n "$first" ] && works_in_data "/proc/$first" && exit 0
                tries=0
                while anybody; do
                    [ "$tries" -lt 100 ] || exit 1 # its other processes end when they see that the first has
                    tries=$((tries + 1))
                    sleep 0.1
                done
                rm -f "$data/postmaster.pid"
                [ "$(id -u)" = 0 ] && superuser='unshare -U'
                exec $superuser "$control" -D "$data" -l "$data/restart.log" -w -t 60 restart
                """.formatted(quoted(data), quoted(program.resolveSibling("pg_ctl")));
    }

    private static String quoted(Path path) {
        return path.toString().replace("'", "'\\''");
    }

    long pid() {
        return process.pid();
    }

    /**
     * Waits until it has ended and been collected. Where nobody collects orphans, it stays as a zombie, which has ended
     * well enough after a while.
     */
    boolean endedWithin(Duration wait) throws InterruptedException {
        long giveUp = System.nanoTime() + wait.toNanos();
        while (process.isAlive()) {
            long now = System.nanoTime();
            if (now - giveUp > 0) {
                return !servesItsFolder();
            }
            if (!servesItsFolder()) {
                giveUp = Math.min(giveUp, now + COLLECTED_WITHIN.toNanos());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
        return true;
    }

    /** Ends it at once, without regard for data: by SIGQUIT, which takes its children along, or else by force. */
    void abort(Duration wait) throws InterruptedException, IOException {
        new ProcessBuilder("kill", "-QUIT", Long.toString(pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (!endedWithin(wait)) {
            process.destroyForcibly();
            endedWithin(wait);
        }
    }
}

package dev.tensile.engine.local.host;

import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.LocalProgram;
import dev.tensile.experiment.Quantities;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a program that was found running comes back.
 *
 * @param pidFiles of its instances; empty if they are known by where they listen
 * @param listens where they listen; empty if they are known by their pid files
 * @param count how many there were
 * @param ended those that were ended
 * @param keeper who starts them again; empty if {@code startAgain} does
 */
record Refuge(
        String program,
        List<String> pidFiles,
        String listens,
        int count,
        List<Victim> ended,
        String keeper,
        List<String> startAgain,
        String ready,
        long patienceMillis) {
    Refuge {
        pidFiles = List.copyOf(pidFiles);
        ended = List.copyOf(ended);
        startAgain = List.copyOf(startAgain);
    }

    static Refuge of(String program, LocalProgram local, int count, List<Victim> ended) {
        return new Refuge(
                program,
                local.origin() instanceof LocalProgram.PidFiles files ? files.files() : List.of(),
                local.origin() instanceof LocalProgram.Listening listening
                        ? listening.address().toString()
                        : "",
                count,
                ended,
                local.keeper(),
                local.startAgain(),
                local.ready(),
                local.patience().toMillis());
    }

    private List<Victim> found() {
        return listens.isEmpty() ? Finding.byPidFiles(pidFiles) : Finding.listening(HostPort.parse(listens));
    }

    /** Those of now, without those that were to end. */
    private List<Victim> living() {
        return found().stream().filter(victim -> !ended.contains(victim)).toList();
    }

    /** How many have been started in the place of those that were ended, by whomever. */
    int replaced() {
        return Math.max(0, Math.min(ended.size(), living().size() - (count - ended.size())));
    }

    boolean isBack() {
        return living().size() >= count - survivors() && Readiness.of(ready);
    }

    /** Of those that were to end, some may not have been ended yet when Tensile was. */
    private int survivors() {
        return (int) ended.stream().filter(Victim::isAlive).count();
    }

    /** Starts it again if nobody keeps it, and waits until it is back. */
    void bringBack() {
        if (!startAgain.isEmpty() && !Waiting.surely(200, this::isBack)) {
            Tool.Said unused = Tool.start(startAgain);
        }
        boolean unused = Waiting.surely(patienceMillis, this::isBack);
    }

    Optional<String> missing() {
        if (isBack()) {
            return Optional.empty();
        }
        String way = startAgain.isEmpty() ? "by " + keeper : "with " + String.join(" ", startAgain);
        return Optional.of(program + " is not back " + Quantities.text(Duration.ofMillis(patienceMillis))
                + " after it was to be" + " started " + way + ": start it");
    }
}

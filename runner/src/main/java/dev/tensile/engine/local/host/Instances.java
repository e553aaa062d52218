package dev.tensile.engine.local.host;

import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineException.Category;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.LocalProgram;
import dev.tensile.experiment.Program;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** The processes of a program, as they are now. */
final class Instances {
    private final Program program;
    private final LocalProgram local;
    private final Function<String, Optional<Victim>> started;

    /** @param started the process of a program that the watchdog started */
    Instances(Program program, LocalProgram local, Function<String, Optional<Victim>> started) {
        this.program = program;
        this.local = local;
        this.started = started;
    }

    LocalProgram local() {
        return local;
    }

    boolean isStartedByTensile() {
        return local.origin() instanceof LocalProgram.Command;
    }

    List<Victim> all() {
        if (local.origin() instanceof LocalProgram.PidFiles files) {
            return Finding.byPidFiles(files.files());
        }
        if (local.origin() instanceof LocalProgram.Listening listening) {
            return Finding.listening(listening.address());
        }
        return isStartedByTensile() ? started.apply(program.name()).stream().toList() : List.of();
    }

    /** Those inside a blast radius, drawn by the seed. */
    List<Victim> draw(BlastRadius radius, long seed) {
        List<Victim> all = new ArrayList<>(mustBeThere());
        Collections.shuffle(all, new Random(seed));
        return List.copyOf(all.subList(0, radius.instancesOf(all.size())));
    }

    /** @throws EngineException if there are none, or if one may not be hurt */
    List<Victim> mustBeThere() {
        List<Victim> all = all();
        List<String> stale =
                local.origin() instanceof LocalProgram.PidFiles files ? Finding.stale(files.files()) : List.of();
        if (!stale.isEmpty()) {
            throw refused(
                    "cannot be told: " + String.join("; ", stale),
                    "start it, so that it writes its number, or delete the file if it does not run");
        }
        if (all.isEmpty()) {
            throw refused("is not running", "start it, or correct how it is found at " + program.at());
        }
        for (Victim victim : all) {
            Optional<String> why = Untouchable.why(victim);
            if (why.isPresent()) {
                throw refused("may not be hurt: " + victim + ": " + why.get(), "name another process");
            }
        }
        return all;
    }

    private EngineException refused(String what, String mend) {
        return new EngineException(
                Category.ENVIRONMENT,
                "the program \"" + program.name() + "\" (" + local.origin() + ") " + what,
                mend,
                null);
    }
}

package dev.tensile.engine;

import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Problem;
import dev.tensile.run.Undo;
import java.util.List;
import java.util.Optional;

/** A port to a system that can hurt. */
public interface Engine {
    /** As written after {@code --on}. */
    String name();

    /** What this engine cannot do of a plan, without touching anything. */
    List<Problem> check(Plan plan);

    /** Where it acts, for people who are asked whether to go on; empty if that is this machine. Sends nothing. */
    String where();

    /** Whether it sees what passes to a dependency: that is what breakers and retries are told by. */
    default boolean seesTraffic() {
        return false;
    }

    /** What it can inject. */
    List<Ability> abilities();

    /** Looks whether everything is there, for a plan or at all. */
    Diagnosis diagnose(Optional<Plan> plan);

    /** What becomes of a fault if Tensile is killed or hangs while it is in force; a sentence for the plan. */
    String worstCase(Plan plan);

    /**
     * Makes ready to inject, leaving the system undisturbed: links open in pass-through.
     *
     * @param run names the run, differently from any other
     * @throws EngineException if it cannot; nothing is left behind
     */
    EngineSession open(Plan plan, String run);

    /** How to take back what it knows of dead runs by itself, also of those whose folders are gone. */
    default List<Undo> orphans() {
        return List.of();
    }

    /**
     * Takes back what another process, now dead, had journaled. Idempotent.
     *
     * @return what was found and done
     */
    Verification undo(Undo undo);
}

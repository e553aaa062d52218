package dev.tensile.verdict;

import dev.tensile.mechanism.Scorecard;
import dev.tensile.run.Ending;
import dev.tensile.run.Restoration;
import java.util.List;

/**
 * What a run means.
 *
 * @param sentence in plain words, with numbers and limits
 * @param rungs those that were reached, in order
 * @param highestHeld the last rung of an unbroken run of held rungs from the first; 0 if none
 * @param firstBroken the first rung that was refuted or aborted; 0 if none
 * @param mechanisms a scorecard for each expectation on a mechanism
 */
public record Verdict(
        Judgement judgement,
        String sentence,
        Ending ending,
        Restoration restoration,
        List<RungVerdict> rungs,
        List<Gate> gates,
        int highestHeld,
        int firstBroken,
        List<Scorecard> mechanisms) {
    @SuppressWarnings("ConstantConditions") // absent in what was written before there were any
    public Verdict {
        rungs = List.copyOf(rungs);
        gates = List.copyOf(gates);
        mechanisms = mechanisms == null ? List.of() : List.copyOf(mechanisms);
    }

    /** Without mechanisms. */
    public Verdict(
            Judgement judgement,
            String sentence,
            Ending ending,
            Restoration restoration,
            List<RungVerdict> rungs,
            List<Gate> gates,
            int highestHeld,
            int firstBroken) {
        this(judgement, sentence, ending, restoration, rungs, gates, highestHeld, firstBroken, List.of());
    }
}

package dev.tensile.engine.kubernetes;

import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Problem;
import dev.tensile.experiment.Rung;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What an engine cannot do of a plan, or would do otherwise, at the lines of its rungs. */
public final class Checked {
    private Checked() {}

    /** @param translate gives a dose's warnings, or throws {@link CannotDo} */
    public static List<Problem> problems(Plan plan, Function<Dose, List<String>> translate) {
        List<Problem> problems = new ArrayList<>();
        for (Rung rung : plan.experiment().ladder().rungs()) {
            for (Dose dose : rung.doses()) {
                try {
                    translate.apply(dose).forEach(warning -> problems.add(Problem.warning(rung.at(), warning, "")));
                } catch (CannotDo refused) {
                    problems.add(Problem.error(rung.at(), refused.what(), refused.mend()));
                }
            }
        }
        return problems.stream().distinct().toList();
    }
}

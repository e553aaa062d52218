package dev.tensile.engine;

import dev.tensile.experiment.Guardrail;
import dev.tensile.verdict.RungVerdict;
import java.util.Optional;

/** What the executor asks of the analysis while a run goes on. Never asked while a fault is in force. */
public interface Analyst {
    /** How much clustering inflates the variance of a guardrail's indicator in the baseline; at least 1. */
    double designEffect(Guardrail guardrail);

    /** Why the baseline is not a steady state, if it is not. */
    Optional<String> unsteady();

    /** The verdict on a rung that is over. */
    RungVerdict judge(int rung);
}

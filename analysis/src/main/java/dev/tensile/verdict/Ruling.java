package dev.tensile.verdict;

/** What the numbers say of one expectation on one rung (STATISTICS.md §2.8). */
public enum Ruling {
    RESILIENT(Judgement.HELD),
    NOT_HARMFUL(Judgement.INCONCLUSIVE),
    INCONCLUSIVE(Judgement.INCONCLUSIVE),
    NOT_ESTIMABLE(Judgement.INCONCLUSIVE),
    /** A validity gate failed, or no dose was delivered. */
    INVALID(Judgement.INVALID),
    /** Shown beyond the tolerance, and shown within the harm limit. */
    DEGRADED(Judgement.REFUTED),
    /** Shown beyond the tolerance; how far is open. */
    DEGRADED_UNRESOLVED(Judgement.REFUTED),
    /** Shown beyond the harm limit. */
    HARMFUL(Judgement.REFUTED),
    /** A guardrail's e-process crossed. */
    HARMFUL_ABORTED(Judgement.ABORTED),
    /** The safety rule ended the run at once. */
    HARD_STOP(Judgement.ABORTED);

    private final Judgement judgement;

    Ruling(Judgement judgement) {
        this.judgement = judgement;
    }

    public Judgement judgement() {
        return judgement;
    }
}

package dev.tensile.engine.litmus.center;

/** What a stop came to. None of them says that a fault is reverted: see in the cluster. */
public enum StopAnswer {
    /** ChaosCenter has passed it on to the agent, if that is connected. */
    PASSED_ON,
    /** Only ChaosCenter's books say "Stopped": without a run id it cannot tell the agent, and the cluster goes on. */
    ONLY_IN_THE_BOOKS,
    /** There was nothing queued or running. */
    NOTHING_RUNS
}

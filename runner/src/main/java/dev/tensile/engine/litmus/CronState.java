package dev.tensile.engine.litmus;

/** Whether a schedule is in force. */
public enum CronState {
    RUNNING,
    PAUSED
}

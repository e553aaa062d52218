package dev.tensile.engine.litmus.center;

/** Whether a schedule is in force. */
public enum CronState {
    RUNNING,
    PAUSED
}

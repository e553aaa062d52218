package dev.tensile.demo.cluster;

import java.time.Duration;

/** How LitmusChaos behaves from now on. Each call holds until another one says otherwise. Safe from any thread. */
public final class LitmusBehaviour {
    /** How an experiment goes. */
    enum Course {
        PASSES,
        FAILS_PROBES,
        FAILS_TO_INJECT,
        FAILS_TO_REVERT,
        INJECTS_IN_NAME_ONLY,
        ANNOUNCES_ONLY
    }

    /** A course; with the error's code and reason, if it fails with one. */
    record Script(Course course, String errorCode, String reason) {}

    private final Runnable changed; // called outside the lock
    private boolean installed = true; // guarded by this, as is all below
    private boolean operatorUp = true;
    private boolean runnerStarts = true;
    private Duration stepTime = Duration.ofMillis(5);
    private Duration second = Duration.ofSeconds(1);
    private Duration betweenTargets = Duration.ZERO;
    private Script script = new Script(Course.PASSES, "", "");

    LitmusBehaviour(Runnable changed) {
        this.changed = changed;
    }

    public void installed() {
        set(() -> installed = true);
    }

    /** The API group is not served: 404. */
    public void notInstalled() {
        set(() -> installed = false);
    }

    /** The time from one step of the operator, the runner or the experiment to the next; 5 ms by default. */
    public void stepsTake(Duration time) {
        set(() -> stepTime = time);
    }

    /** How long a second of TOTAL_CHAOS_DURATION and CHAOS_INTERVAL really lasts, so that tests need not wait. */
    public void secondsLast(Duration time) {
        set(() -> second = time);
    }

    /** The time from one target's injection, and its annotation, to the next one's: helpers do not wait for each other. */
    public void targetsFollowAfter(Duration time) {
        set(() -> betweenTargets = time);
    }

    /** The engine is initialized, and then no runner ever comes. */
    public void runnerNeverStarts() {
        set(() -> runnerStarts = false);
    }

    public void runnerStarts() {
        set(() -> runnerStarts = true);
    }

    /** Nothing is reconciled: an engine keeps the status that it has, and is not aborted either. */
    public void operatorDown() {
        set(() -> operatorUp = false);
    }

    public void operatorUp() {
        set(() -> operatorUp = true);
    }

    /** Experiments end with Pass; with the success of all probes, also if there are none. */
    public void passes() {
        course(Course.PASSES, "", "");
    }

    /** Injects and reverts, and ends with Fail, because the probes failed. */
    public void failsProbes() {
        course(Course.FAILS_PROBES, "", "");
    }

    /**
     * Injects nothing, and ends with Error.
     *
     * @param errorCode such as {@code CHAOS_INJECT_ERROR}
     */
    public void failsToInject(String errorCode, String reason) {
        course(Course.FAILS_TO_INJECT, errorCode, reason);
    }

    /** Injects, ends with Error (CHAOS_REVERT_ERROR), and leaves everything in force. */
    public void failsToRevert(String reason) {
        course(Course.FAILS_TO_REVERT, "CHAOS_REVERT_ERROR", reason);
    }

    /** Goes through all the motions and ends with Pass; nothing was ever in force. */
    public void injectsInNameOnly() {
        course(Course.INJECTS_IN_NAME_ONLY, "", "");
    }

    /** Says ChaosInject, injects nothing, writes no target down, and ends with Pass when its time is over. */
    public void announcesOnly() {
        course(Course.ANNOUNCES_ONLY, "", "");
    }

    private void course(Course course, String errorCode, String reason) {
        set(() -> script = new Script(course, errorCode, reason));
    }

    private void set(Runnable act) {
        synchronized (this) {
            act.run();
        }
        changed.run();
    }

    synchronized boolean isInstalled() {
        return installed;
    }

    synchronized boolean isOperatorUp() {
        return operatorUp;
    }

    synchronized boolean isRunnerStarting() {
        return runnerStarts;
    }

    synchronized Duration stepTime() {
        return stepTime;
    }

    synchronized Duration seconds(int count) {
        return second.multipliedBy(count);
    }

    synchronized Duration betweenTargets() {
        return betweenTargets;
    }

    synchronized Script script() {
        return script;
    }
}

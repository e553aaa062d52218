package dev.tensile.experiment;

import java.time.Duration;

/** One thing that a run does. Rungs count from 1. */
public sealed interface Step
        permits Step.WarmUp,
                Step.Baseline,
                Step.Inject,
                Step.Hold,
                Step.Revert,
                Step.CoolDown,
                Step.SteadyStateCheck,
                Step.Recovery {

    /** How long it is meant to take; zero for what happens at once. */
    default Duration duration() {
        return Duration.ZERO;
    }

    <R> R match(Cases<R> cases);

    /** Load only, until caches are filled and code is compiled. */
    record WarmUp(Duration duration) implements Step {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.warmUp(this);
        }
    }

    /** Load only: what the system does undisturbed. */
    record Baseline(Duration duration) implements Step {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.baseline(this);
        }
    }

    /**
     * Write the undo to disk, then put the dose in force.
     *
     * @param dose which of the rung's doses, from 0
     * @param timeLimit after which the engine reverts by itself, even if nobody asks; counted from when it is in force
     * @param undo what takes it back
     */
    record Inject(int rung, int dose, Duration timeLimit, String undo) implements Step {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.inject(this);
        }
    }

    /** Watch, with the guardrails armed. */
    record Hold(int rung, Duration duration) implements Step {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.hold(this);
        }
    }

    /** Take back the rung's doses in reverse order, and verify. */
    record Revert(int rung) implements Step {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.revert(this);
        }
    }

    /** Load only, after a rung. */
    record CoolDown(int rung, Duration duration) implements Step {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.coolDown(this);
        }
    }

    /**
     * Go on only if the hypothesis' metrics are back inside their tolerance.
     *
     * @param rung the rung before it, 0 for the check after the baseline
     * @param window the seconds looked at
     * @param patience how long to wait for it
     */
    record SteadyStateCheck(int rung, Duration window, Duration patience) implements Step {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.steadyStateCheck(this);
        }
    }

    /** Load only, after the last revert. */
    record Recovery(Duration duration) implements Step {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.recovery(this);
        }
    }

    /** One answer for each step. */
    interface Cases<R> {
        R warmUp(WarmUp step);

        R baseline(Baseline step);

        R inject(Inject step);

        R hold(Hold step);

        R revert(Revert step);

        R coolDown(CoolDown step);

        R steadyStateCheck(SteadyStateCheck step);

        R recovery(Recovery step);
    }
}

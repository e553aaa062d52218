package dev.tensile.experiment;

import java.time.Duration;

/** What a mechanism is expected to do, with its limit. */
public sealed interface Promise
        permits Promise.OpensWithin,
                Promise.LeaksAtMost,
                Promise.ClosesWithin,
                Promise.TripsAt,
                Promise.AmplifiesAtMost,
                Promise.BoundedAt,
                Promise.CatchesAtLeast,
                Promise.QualityAtLeast,
                Promise.MovesAtMost,
                Promise.AcceptsAtMost,
                Promise.RecoversWithin {

    /** Whether a mechanism can be held to it. */
    boolean fits(Mechanism mechanism);

    /** A breaker opens so long after the fault came into force, at most. */
    record OpensWithin(Duration limit) implements Promise {
        public OpensWithin {
            Check.positive("the time for a breaker to open", limit);
        }

        @Override
        public boolean fits(Mechanism mechanism) {
            return mechanism instanceof Mechanism.Breaker;
        }

        @Override
        public String toString() {
            return "opens within " + Quantities.text(limit);
        }
    }

    /** So many calls, at most, still reach the dependency after the breaker should have opened; trials do not count. */
    record LeaksAtMost(int calls) implements Promise {
        public LeaksAtMost {
            Check.atLeast("the number of leaked calls", 0, calls);
        }

        @Override
        public boolean fits(Mechanism mechanism) {
            return mechanism instanceof Mechanism.Breaker;
        }

        @Override
        public String toString() {
            return "leaks at most " + calls + " calls";
        }
    }

    /** A breaker is closed again so long after the fault was lifted, at most. */
    record ClosesWithin(Duration limit) implements Promise {
        public ClosesWithin {
            Check.positive("the time for a breaker to close", limit);
        }

        @Override
        public boolean fits(Mechanism mechanism) {
            return mechanism instanceof Mechanism.Breaker;
        }

        @Override
        public String toString() {
            return "closes within " + Quantities.text(limit);
        }
    }

    /**
     * When a breaker has a reason to open, and how many calls it then tries with.
     *
     * @param failing share of the calls that fail
     * @param after so many calls
     * @param trials calls that it lets through half-open
     */
    record TripsAt(Share failing, int after, int trials) implements Promise {
        /** What Resilience4j does unless told otherwise. */
        public static final TripsAt DEFAULT = new TripsAt(Share.ofPercent(50), 100, 10);

        public TripsAt {
            Check.atLeast("the number of calls after which a breaker trips", 1, after);
            Check.atLeast("the number of trials of a breaker", 1, trials);
        }

        @Override
        public boolean fits(Mechanism mechanism) {
            return mechanism instanceof Mechanism.Breaker;
        }

        @Override
        public String toString() {
            return "trips when " + failing + " of " + after + " calls fail, and tries with " + trials;
        }
    }

    /** The dependency sees so many calls for each request, at most, compared with the baseline: 1.5 is half as many again. */
    record AmplifiesAtMost(double factor) implements Promise {
        public AmplifiesAtMost {
            if (!(factor >= 1)) {
                throw new IllegalArgumentException(
                        "the amplification must be at least 1, was " + Quantities.number(factor));
            }
        }

        @Override
        public boolean fits(Mechanism mechanism) {
            return mechanism instanceof Mechanism.Retries;
        }

        @Override
        public String toString() {
            return "amplify at most ×" + Quantities.number(factor);
        }
    }

    /** No request takes longer, even if what it waits for never comes. */
    record BoundedAt(Duration limit) implements Promise {
        public BoundedAt {
            Check.positive("the bound of a timeout", limit);
        }

        @Override
        public boolean fits(Mechanism mechanism) {
            return mechanism instanceof Mechanism.Timeouts;
        }

        @Override
        public String toString() {
            return "bounded at " + Quantities.text(limit);
        }
    }

    /** Of the requests that did not get the full answer, so many got a degraded one. */
    record CatchesAtLeast(Share share) implements Promise {
        @Override
        public boolean fits(Mechanism mechanism) {
            return mechanism instanceof Mechanism.Fallback;
        }

        @Override
        public String toString() {
            return "at least " + share;
        }
    }

    /** The mean quality of the answers: a full one counts 1, a degraded one a half, none 0 (STATISTICS.md §2.11). */
    record QualityAtLeast(Share share) implements Promise {
        @Override
        public boolean fits(Mechanism mechanism) {
            return mechanism instanceof Mechanism.Fallback;
        }

        @Override
        public String toString() {
            return "quality at least " + share;
        }
    }

    /** The p95 of the protected requests grows by this part of its baseline, at most; 0.2 is +20 %. */
    record MovesAtMost(double growth) implements Promise {
        public MovesAtMost {
            if (!(growth > 0)) {
                throw new IllegalArgumentException(
                        "the tolerated growth must be above 0 %, was " + Quantities.number(growth * 100) + " %");
            }
        }

        @Override
        public boolean fits(Mechanism mechanism) {
            return mechanism instanceof Mechanism.Bulkhead;
        }

        @Override
        public String toString() {
            return "moves at most " + Quantities.number(growth * 100) + " %";
        }
    }

    /** So many requests a second are served, at most; the others are turned away. */
    record AcceptsAtMost(Rate rate) implements Promise {
        @Override
        public boolean fits(Mechanism mechanism) {
            return mechanism instanceof Mechanism.RateLimit;
        }

        @Override
        public String toString() {
            return "accepts at most " + rate;
        }
    }

    /** Every metric of the hypothesis is back inside its tolerance so long after the last fault was lifted, at most. */
    record RecoversWithin(Duration limit) implements Promise {
        public RecoversWithin {
            Check.positive("the time to recover", limit);
        }

        @Override
        public boolean fits(Mechanism mechanism) {
            return mechanism instanceof Mechanism.Recovery;
        }

        @Override
        public String toString() {
            return "within " + Quantities.text(limit);
        }
    }
}

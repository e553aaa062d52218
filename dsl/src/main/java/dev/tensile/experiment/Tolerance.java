package dev.tensile.experiment;

import java.time.Duration;

/** How bad a metric may get before an expectation is refuted or a guardrail trips. */
public sealed interface Tolerance
        permits Tolerance.LatencyBelow, Tolerance.ShareBelow, Tolerance.LatencyRise, Tolerance.ShareRise {

    /** Whether it is measured against the baseline rather than against a fixed limit. */
    boolean isRelative();

    /** An absolute limit for a latency quantile. */
    record LatencyBelow(Duration limit) implements Tolerance {
        public LatencyBelow {
            Check.positive("a latency limit", limit);
        }

        @Override
        public boolean isRelative() {
            return false;
        }

        @Override
        public String toString() {
            return "below " + Quantities.text(limit);
        }
    }

    /** An absolute limit for a share of requests. */
    record ShareBelow(Share limit) implements Tolerance {
        @Override
        public boolean isRelative() {
            return false;
        }

        @Override
        public String toString() {
            return "below " + limit;
        }
    }

    /** A latency quantile may grow by this part of its baseline; 0.2 is +20 %. */
    record LatencyRise(double growth) implements Tolerance {
        public LatencyRise {
            if (!(growth > 0)) {
                throw new IllegalArgumentException(
                        "the tolerated growth must be above 0 %, was " + Quantities.number(growth * 100) + " %");
            }
        }

        @Override
        public boolean isRelative() {
            return true;
        }

        @Override
        public String toString() {
            return "within " + Quantities.number(growth * 100) + " % of baseline";
        }
    }

    /** A share of requests may rise by this many percentage points over its baseline. */
    record ShareRise(Share points) implements Tolerance {
        @Override
        public boolean isRelative() {
            return true;
        }

        @Override
        public String toString() {
            return "within " + Quantities.number(points.percent()) + " points of baseline";
        }
    }
}

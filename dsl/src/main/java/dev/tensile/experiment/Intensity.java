package dev.tensile.experiment;

import java.time.Duration;

/** How strongly a fault acts on what it touches. */
public sealed interface Intensity permits Intensity.Delay, Intensity.Full {
    /** The size that orders rungs: nanoseconds of delay, or 1 for a fault that is all or nothing. */
    double size();

    /** Added waiting time, and how far single delays scatter around it. */
    record Delay(Duration delay, Duration jitter) implements Intensity {
        public Delay {
            Check.positive("a delay", delay);
            Check.notNegative("jitter", jitter);
            if (jitter.compareTo(delay) > 0) {
                throw new IllegalArgumentException("jitter must not exceed the delay of " + Quantities.text(delay)
                        + ", was " + Quantities.text(jitter));
            }
        }

        @Override
        public double size() {
            return delay.toNanos();
        }

        @Override
        public String toString() {
            return Quantities.text(delay) + (jitter.isZero() ? "" : " ± " + Quantities.text(jitter));
        }
    }

    /** The fault has no strength of its own: it acts or it does not. */
    record Full() implements Intensity {
        @Override
        public double size() {
            return 1;
        }

        @Override
        public String toString() {
            return "full";
        }
    }
}

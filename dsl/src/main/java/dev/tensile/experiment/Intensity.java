package dev.tensile.experiment;

import java.time.Duration;

/** How strongly a fault acts on what it touches. */
public sealed interface Intensity
        permits Intensity.Delay,
                Intensity.Portion,
                Intensity.Throughput,
                Intensity.CpuLoad,
                Intensity.Memory,
                Intensity.Space,
                Intensity.Transfer,
                Intensity.Left,
                Intensity.Shift,
                Intensity.Full {
    /** The size that orders rungs of one fault; its unit is that of the case. */
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

    /** A part of what passes by: of packets, of calls. */
    record Portion(Share share) implements Intensity {
        public Portion {
            if (share.fraction() == 0) {
                throw new IllegalArgumentException("a portion must be above 0 % and at most 100 %, was 0 %");
            }
        }

        @Override
        public double size() {
            return share.fraction();
        }

        @Override
        public String toString() {
            return share.toString();
        }
    }

    /** What is left of a line; the less, the harsher. */
    record Throughput(long bitsPerSecond) implements Intensity {
        public Throughput {
            Check.atLeast("a throughput in bits per second", 8, bitsPerSecond);
        }

        @Override
        public double size() {
            return 1.0 / bitsPerSecond;
        }

        @Override
        public String toString() {
            return Quantities.bits(bitsPerSecond) + "/s";
        }
    }

    /**
     * Use of processors.
     *
     * @param workers processes that use one each
     * @param load of one of them
     */
    record CpuLoad(int workers, Share load) implements Intensity {
        public CpuLoad {
            Check.atLeast("CPU workers", 1, workers);
            if (workers > 8192 || load.fraction() == 0) {
                throw new IllegalArgumentException(
                        "CPU stress takes 1 to 8192 workers at more than 0 %, was " + workers + " at " + load);
            }
        }

        @Override
        public double size() {
            return workers * load.fraction();
        }

        @Override
        public String toString() {
            return load + " of " + (workers == 1 ? "a core" : workers + " cores");
        }
    }

    /** Use of memory. */
    record Memory(int workers, long bytes) implements Intensity {
        public Memory {
            Check.atLeast("memory workers", 1, workers);
            Check.atLeast("memory in bytes", 1_000_000, bytes);
        }

        @Override
        public double size() {
            return (double) workers * bytes;
        }

        @Override
        public String toString() {
            return (workers == 1 ? "" : workers + " × ") + Quantities.bytes(bytes);
        }
    }

    /** Room taken on a disk. */
    record Space(long bytes) implements Intensity {
        public Space {
            Check.atLeast("room on a disk in bytes", 1_000_000, bytes);
        }

        @Override
        public double size() {
            return bytes;
        }

        @Override
        public String toString() {
            return Quantities.bytes(bytes);
        }
    }

    /** Bytes written each second. */
    record Transfer(long bytesPerSecond) implements Intensity {
        public Transfer {
            Check.atLeast("a transfer in bytes per second", 1_000, bytesPerSecond);
        }

        @Override
        public double size() {
            return bytesPerSecond;
        }

        @Override
        public String toString() {
            return Quantities.bytes(bytesPerSecond) + "/s";
        }
    }

    /** How many more one may have; the fewer, the harsher. */
    record Left(int count) implements Intensity {
        public Left {
            Check.atLeast("what is left", 0, count);
        }

        @Override
        public double size() {
            return 1.0 / (1 + count);
        }

        @Override
        public String toString() {
            return "only " + count;
        }
    }

    /** How far a clock is off; negative is in the past. */
    record Shift(Duration offset) implements Intensity {
        public Shift {
            if (offset.isZero()) {
                throw new IllegalArgumentException("a clock shift must not be zero");
            }
        }

        @Override
        public double size() {
            return offset.abs().toNanos();
        }

        @Override
        public String toString() {
            return (offset.isNegative() ? "" : "+") + Quantities.text(offset);
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

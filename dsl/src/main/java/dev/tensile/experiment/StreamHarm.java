package dev.tensile.experiment;

import java.time.Duration;

/** What becomes of a connection as a stream of bytes. */
public sealed interface StreamHarm
        permits StreamHarm.ResetAfterBytes,
                StreamHarm.ResetAfterTime,
                StreamHarm.Truncate,
                StreamHarm.SlowClose,
                StreamHarm.Slices,
                StreamHarm.HalfOpen,
                StreamHarm.Corruption,
                StreamHarm.Flapping {
    /** The word for it in plans and reports. */
    String kind();

    /** Whether it acts on one way over the link, or on the connection as a whole. */
    default boolean isDirected() {
        return true;
    }

    default Class<? extends Intensity> strength() {
        return Intensity.Full.class;
    }

    /** It is reset once it has carried so many bytes; these arrive. */
    record ResetAfterBytes(long bytes) implements StreamHarm {
        public ResetAfterBytes {
            Check.atLeast("the bytes before a reset", 1, bytes);
        }

        @Override
        public String kind() {
            return "reset after " + Quantities.bytes(bytes);
        }
    }

    /** It is reset when it has been open, or under the fault, for so long. */
    record ResetAfterTime(Duration time) implements StreamHarm {
        public ResetAfterTime {
            Check.positive("the time before a reset", time);
        }

        @Override
        public String kind() {
            return "reset after " + Quantities.text(time);
        }

        @Override
        public boolean isDirected() {
            return false;
        }
    }

    /** It carries so many bytes, then ends as if its sender had ended it. */
    record Truncate(long bytes) implements StreamHarm {
        public Truncate {
            Check.atLeast("the bytes before the end", 1, bytes);
        }

        @Override
        public String kind() {
            return "truncation after " + Quantities.bytes(bytes);
        }
    }

    /** Its end arrives late; its bytes do not. */
    record SlowClose() implements StreamHarm {
        @Override
        public String kind() {
            return "slow close";
        }

        @Override
        public Class<? extends Intensity> strength() {
            return Intensity.Delay.class;
        }
    }

    /** Its bytes arrive in small pieces with gaps between them. */
    record Slices(int size, Duration gap) implements StreamHarm {
        public Slices {
            Check.atLeast("the bytes of a slice", 1, size);
            Check.notNegative("the gap between slices", gap);
        }

        @Override
        public String kind() {
            return "slices of " + Quantities.bytes(size) + " every " + Quantities.text(gap);
        }
    }

    /** One way of it is dead without anybody being told; the other works. */
    record HalfOpen() implements StreamHarm {
        @Override
        public String kind() {
            return "half-open connections";
        }
    }

    /** In a portion of its pieces of at most 1460 bytes one bit is wrong, and no checksum tells. */
    record Corruption() implements StreamHarm {
        @Override
        public String kind() {
            return "corruption";
        }

        @Override
        public Class<? extends Intensity> strength() {
            return Intensity.Portion.class;
        }
    }

    /** The link works for a while, then is down for a while, and so on; it begins with being down. */
    record Flapping(Duration up, Duration down, Down whileDown) implements StreamHarm {
        /** How it shows that a link is down. */
        public enum Down {
            /** Live connections are cut and new ones refused, as when the program behind it restarts. */
            REFUSING,
            /** Nothing arrives until it is up again, as when a cable is out: TCP sends it again, so nothing is lost. */
            SILENT
        }

        public Flapping {
            Check.atLeast("the up time of a flapping link, in milliseconds,", 10, up.toMillis());
            Check.atLeast("the down time of a flapping link, in milliseconds,", 10, down.toMillis());
        }

        @Override
        public String kind() {
            return (whileDown == Down.SILENT ? "silent " : "") + "flapping (" + Quantities.text(down) + " down, "
                    + Quantities.text(up) + " up)";
        }

        @Override
        public boolean isDirected() {
            return false;
        }
    }
}

package dev.tensile.experiment;

/**
 * What is done to a target. Never how much: the share is a {@link BlastRadius}, the strength an {@link Intensity}.
 * Every engine answers every case through {@link #match}, so a new fault does not compile until each engine does.
 */
public sealed interface Fault permits Fault.Latency, Fault.Reset, Fault.Refuse, Fault.Blackhole {
    Dependency on();

    <R> R match(Cases<R> cases);

    /** The word for it in scripts, plans and reports. */
    default String kind() {
        return match(Kind.WORDS);
    }

    /**
     * Everything the service sends over the link arrives late.
     *
     * @param shape how single delays scatter around the asked one
     * @param correlation how much a delay resembles the one before it on the same link: 0 % independent
     */
    record Latency(Dependency on, JitterShape shape, Share correlation) implements Fault {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.latency(this);
        }
    }

    /** Connections are cut with a TCP reset, live ones at once and new ones as soon as they carry data. */
    record Reset(Dependency on) implements Fault {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.reset(this);
        }
    }

    /** Nobody is listening: live connections are cut, new ones are refused. */
    record Refuse(Dependency on) implements Fault {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.refuse(this);
        }
    }

    /** Bytes vanish in both directions while connections stay open: the caller sees silence. */
    record Blackhole(Dependency on) implements Fault {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.blackhole(this);
        }
    }

    /** One answer for each fault. */
    interface Cases<R> {
        R latency(Latency fault);

        R reset(Reset fault);

        R refuse(Refuse fault);

        R blackhole(Blackhole fault);
    }

    /** The words of {@link Fault#kind()}. */
    final class Kind implements Cases<String> {
        private static final Kind WORDS = new Kind();

        private Kind() {}

        @Override
        public String latency(Latency fault) {
            return "latency";
        }

        @Override
        public String reset(Reset fault) {
            return "reset";
        }

        @Override
        public String refuse(Refuse fault) {
            return "refuse";
        }

        @Override
        public String blackhole(Blackhole fault) {
            return "blackhole";
        }
    }
}

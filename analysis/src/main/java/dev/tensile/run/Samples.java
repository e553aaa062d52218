package dev.tensile.run;

import java.util.Arrays;
import java.util.List;

/** All requests of a run in columns, in the order in which they ended. Immutable. */
public final class Samples {
    public static final Samples NONE = new Builder(0).build();

    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final Cohort[] COHORTS = Cohort.values();
    private static final Cause[] CAUSES = Cause.values();

    private final int size;
    private final long[] intended;
    private final long[] start;
    private final long[] latency;
    private final byte[] outcome;
    private final byte[] cohort;
    private final byte[] cause;
    private final short[] endpoint;
    private final short[] status;

    private Samples(Builder builder) {
        size = builder.size;
        intended = Arrays.copyOf(builder.intended, size);
        start = Arrays.copyOf(builder.start, size);
        latency = Arrays.copyOf(builder.latency, size);
        outcome = Arrays.copyOf(builder.outcome, size);
        cohort = Arrays.copyOf(builder.cohort, size);
        cause = Arrays.copyOf(builder.cause, size);
        endpoint = Arrays.copyOf(builder.endpoint, size);
        status = Arrays.copyOf(builder.status, size);
    }

    public static Samples of(List<Sample> samples) {
        Builder builder = new Builder(samples.size());
        samples.forEach(builder::add);
        return builder.build();
    }

    public int size() {
        return size;
    }

    public long intendedNanos(int index) {
        return intended[index];
    }

    public long startNanos(int index) {
        return start[index];
    }

    public long latencyNanos(int index) {
        return latency[index];
    }

    public Outcome outcome(int index) {
        return OUTCOMES[outcome[index]];
    }

    public Cohort cohort(int index) {
        return COHORTS[cohort[index]];
    }

    public Cause cause(int index) {
        return CAUSES[cause[index]];
    }

    public int endpoint(int index) {
        return endpoint[index];
    }

    public int status(int index) {
        return status[index];
    }

    public Sample get(int index) {
        return new Sample(
                intended[index],
                start[index],
                latency[index],
                outcome(index),
                cohort(index),
                cause(index),
                endpoint[index],
                status[index]);
    }

    /** Grows as needed. Not for use by several threads. */
    public static final class Builder {
        private int size;
        private long[] intended;
        private long[] start;
        private long[] latency;
        private byte[] outcome;
        private byte[] cohort;
        private byte[] cause;
        private short[] endpoint;
        private short[] status;

        public Builder(int expected) {
            intended = new long[expected];
            start = new long[expected];
            latency = new long[expected];
            outcome = new byte[expected];
            cohort = new byte[expected];
            cause = new byte[expected];
            endpoint = new short[expected];
            status = new short[expected];
        }

        public void add(Sample sample) {
            add(
                    sample.intendedNanos(),
                    sample.startNanos(),
                    sample.latencyNanos(),
                    sample.outcome(),
                    sample.cohort(),
                    sample.cause(),
                    sample.endpoint(),
                    sample.status());
        }

        /** The components of a {@link Sample} in their order, for those who must not allocate one. */
        @SuppressWarnings("EnumOrdinal") // the order of these enums is the file format
        public void add(
                long intendedNanos,
                long startNanos,
                long latencyNanos,
                Outcome how,
                Cohort side,
                Cause why,
                int endpointIndex,
                int httpStatus) {
            if (size == intended.length) {
                grow();
            }
            intended[size] = intendedNanos;
            start[size] = startNanos;
            latency[size] = latencyNanos;
            outcome[size] = (byte) how.ordinal();
            cohort[size] = (byte) side.ordinal();
            cause[size] = (byte) why.ordinal();
            endpoint[size] = (short) endpointIndex;
            status[size] = (short) httpStatus;
            size++;
        }

        public int size() {
            return size;
        }

        /** Forgets its rows and keeps its room; what was built stays as it is. */
        public void clear() {
            size = 0;
        }

        public Samples build() {
            return new Samples(this);
        }

        private void grow() {
            int capacity = Math.max(1024, size * 2);
            intended = Arrays.copyOf(intended, capacity);
            start = Arrays.copyOf(start, capacity);
            latency = Arrays.copyOf(latency, capacity);
            outcome = Arrays.copyOf(outcome, capacity);
            cohort = Arrays.copyOf(cohort, capacity);
            cause = Arrays.copyOf(cause, capacity);
            endpoint = Arrays.copyOf(endpoint, capacity);
            status = Arrays.copyOf(status, capacity);
        }
    }
}

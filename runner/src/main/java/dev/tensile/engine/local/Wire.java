package dev.tensile.engine.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tensile.experiment.HostPort;
import dev.tensile.run.Delivered;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said on the control socket of a link: one line of JSON asks, one line answers. */
final class Wire {
    static final int VERSION = 2;

    private static final ObjectMapper JSON = OrderJson.mapper();

    private Wire() {}

    enum Verb {
        /** Anybody may ask how the link is. */
        STATUS,
        /** This connection wants to order doses from here on. */
        LEASE,
        INJECT,
        REVERT,
        DELIVERED,
        /** What has passed the link since a tenth of a second. */
        COUNTED,
        /** How the link sees the connection that was made from a port. */
        PROBE,
        /** Ends a lease whose holder is dead. */
        UNDO,
        /** The process ends, with all its links. */
        SHUTDOWN
    }

    /**
     * @param number the pid for LEASE, the dose for REVERT and DELIVERED, the first tenth for COUNTED, the caller's port for PROBE
     */
    record Ask(
            Verb verb, String lease, long number, @Nullable Order order) {
        static Ask of(Verb verb) {
            return new Ask(verb, "", 0, null);
        }

        static Ask of(Verb verb, long number) {
            return new Ask(verb, "", number, null);
        }
    }

    /** @param refusal why it was not done; null if it was */
    record Answer(
            @Nullable String refusal,
            @Nullable Status status,
            Delivered.@Nullable Traffic delivered,
            boolean undisturbed,
            Tally.@Nullable Counted counted) {
        static final Answer DONE = new Answer(null, null, null, false);

        Answer(
                @Nullable String refusal,
                @Nullable Status status,
                Delivered.@Nullable Traffic delivered,
                boolean undisturbed) {
            this(refusal, status, delivered, undisturbed, null);
        }

        static Answer refused(String why) {
            return new Answer(why, null, null, false);
        }
    }

    /**
     * How a link is.
     *
     * @param holderPid the run that leases it, 0 if none
     * @param parentPid the run that owns the process, 0 if it is detached
     * @param doses in force, as text
     */
    record Status(
            int version,
            long pid,
            long parentPid,
            long holderPid,
            HostPort listen,
            HostPort upstream,
            boolean listening,
            int connections,
            List<String> doses) {
        Status {
            doses = List.copyOf(doses);
        }
    }

    /** What a link process says on its standard output once it can work, or cannot. */
    record Ready(boolean ready, String problem, String mend) {}

    static String write(Object message) {
        try {
            return JSON.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + message, e);
        }
    }

    static <T> T read(String line, Class<T> type) throws JsonProcessingException {
        return JSON.readValue(line, type);
    }
}

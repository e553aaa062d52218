package dev.tensile.engine.local.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tensile.run.Delivered;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said on the pipes between a run and its watchdog: one line of JSON asks, one line answers. */
final class HostWire {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private HostWire() {}

    enum Verb {
        /** The run is alive; and how is everything? */
        LOOK,
        /** Start a program. */
        START,
        /** Open a resolver. */
        RESOLVE,
        INJECT,
        REVERT,
        /** Take everything back, end what was started, and end. */
        END
    }

    /** @param number the dose for REVERT */
    record Ask(
            Verb verb,
            long number,
            @Nullable Order order,
            @Nullable Start start,
            @Nullable Resolve resolve) {
        static Ask of(Verb verb) {
            return new Ask(verb, 0, null, null, null);
        }

        static Ask inject(Order order) {
            return new Ask(Verb.INJECT, 0, order, null, null);
        }

        static Ask revert(long dose) {
            return new Ask(Verb.REVERT, dose, null, null, null);
        }

        static Ask start(Start start) {
            return new Ask(Verb.START, 0, null, start, null);
        }

        static Ask resolve(Resolve resolve) {
            return new Ask(Verb.RESOLVE, 0, null, null, resolve);
        }
    }

    /** A program that the watchdog is to start, now and whenever it has to be started again. */
    record Start(String program, List<String> command, String directory, Map<String, String> environment, String log) {}

    /** The resolver of a program. */
    record Resolve(String program, String listen, String upstream, Map<String, String> answers) {}

    /** What is done. */
    enum Act {
        KILL,
        SLOW_START,
        OUTAGE,
        PAUSE,
        LIMIT,
        DNS,
        CPU,
        BUSY_CPU,
        MEMORY,
        FILL,
        WRITE
    }

    /**
     * A dose as it is told to the watchdog.
     *
     * @param id chosen by the one who orders, so that it can be taken back before the answer has come
     * @param program that the watchdog started, whose process it is, or whose resolver it opened; empty if it was found
     * @param amount of what is taken: cores, a share, bytes, bytes per second
     * @param harm of a {@code DnsHarm} to questions for {@code names}; empty for a delay
     * @param refuge of a program that was found and is ended
     * @param shownWithinMillis until it has to be seen to be in force
     * @param limitMillis after which the watchdog takes it back by itself, counted from when it is in force
     */
    record Order(
            long id,
            Act act,
            String program,
            List<Victim> victims,
            long graceMillis,
            long delayMillis,
            double amount,
            int workers,
            String folder,
            List<Limit> limits,
            String harm,
            List<String> names,
            @Nullable Refuge refuge,
            long shownWithinMillis,
            long limitMillis) {
        Order {
            victims = List.copyOf(victims);
            limits = List.copyOf(limits);
            names = List.copyOf(names);
        }
    }

    /**
     * How a dose is.
     *
     * @param shown whether it was seen to be in force
     * @param trouble why it is not, or no longer; empty if nothing is known
     */
    record Dose(long id, boolean shown, boolean over, String trouble, Delivered.Measured measured) {}

    /** How a program is that the watchdog started. */
    record Running(String program, @Nullable Victim victim) {}

    /** @param refusal why it was not done; null if it was */
    record Answer(@Nullable String refusal, List<Dose> doses, List<Running> programs) {
        Answer {
            doses = List.copyOf(doses);
            programs = List.copyOf(programs);
        }

        static Answer refused(String why) {
            return new Answer(why, List.of(), List.of());
        }
    }

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

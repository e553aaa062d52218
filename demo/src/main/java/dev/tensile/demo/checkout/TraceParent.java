package dev.tensile.demo.checkout;

import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request's place in a distributed trace, as the {@code traceparent} header of W3C Trace Context says it: the trace,
 * the span that calls, and the flags (01 is sampled). Versions after 00 are read as 00, as the specification wants.
 */
public record TraceParent(String traceId, String spanId, String flags) {
    public static final String HEADER = "traceparent";

    private static final Pattern WRITTEN =
            Pattern.compile("(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    /** Reads a header; one that breaks the rules is as good as none. */
    static Optional<TraceParent> parse(String header) {
        Matcher written = WRITTEN.matcher(header);
        if (!written.matches()) {
            return Optional.empty();
        }
        boolean longer = written.group(5) != null;
        if (longer && written.group(1).equals("00")) {
            return Optional.empty();
        }
        return Optional.of(new TraceParent(written.group(2), written.group(3), written.group(4)));
    }

    /** A trace that starts here and is not sampled. */
    static TraceParent root(LongSupplier random) {
        return new TraceParent(hex(random) + hex(random), hex(random), "00");
    }

    /** The same trace in a new span. */
    TraceParent child(LongSupplier random) {
        return new TraceParent(traceId, hex(random), flags);
    }

    String header() {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }

    private static String hex(LongSupplier random) {
        long bits = random.getAsLong();
        return String.format(Locale.ROOT, "%016x", bits == 0 ? 1 : bits);
    }
}

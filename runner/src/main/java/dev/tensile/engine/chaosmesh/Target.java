package dev.tensile.engine.chaosmesh;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One target in the status of a chaos resource: a pod, a container, a machine.
 *
 * @param selector {@code .} for those that are hurt, {@code .Target} for the far end of a link
 * @param injected how often; -1 where the server is older than 2.3 and does not say
 * @param recovered how often; -1 where the server does not say
 */
record Target(String id, String selector, String phase, int injected, int recovered, List<Happening> happenings) {
    private static final String INJECTED = "Injected";
    private static final String NOT_INJECTED = "Not Injected";

    Target {
        happenings = List.copyOf(happenings);
    }

    /** What a controller tried. */
    enum Operation {
        APPLY,
        RECOVER
    }

    /** One attempt, by the controller's clock, to a second. */
    record Happening(Operation operation, Outcome outcome, String message, Instant at) {
        /** How it went. */
        enum Outcome {
            SUCCEEDED,
            FAILED
        }
    }

    static Target of(JsonNode record) {
        List<Happening> happenings = new ArrayList<>();
        record.path("events").forEach(event -> happening(event).ifPresent(happenings::add));
        return new Target(
                record.path("id").asText(),
                record.path("selectorKey").asText(),
                record.path("phase").asText(),
                record.path("injectedCount").asInt(-1),
                record.path("recoveredCount").asInt(-1),
                happenings);
    }

    /** Empty for what a later server may write there. */
    private static Optional<Happening> happening(JsonNode event) {
        try {
            return Optional.of(new Happening(
                    event.path("operation").asText().equals("Recover") ? Operation.RECOVER : Operation.APPLY,
                    event.path("type").asText().equals("Succeeded")
                            ? Happening.Outcome.SUCCEEDED
                            : Happening.Outcome.FAILED,
                    event.path("message").asText(),
                    Instant.parse(event.path("timestamp").asText())));
        } catch (DateTimeParseException unknown) {
            return Optional.empty();
        }
    }

    boolean isInjected() {
        return phase.equals(INJECTED);
    }

    /** A target that nothing was ever done to has nothing to recover from. */
    boolean isRecovered() {
        return phase.equals(NOT_INJECTED) && (injected < 1 || recovered >= 1 || recovered == -1);
    }

    boolean isHurt() {
        return selector.equals(".") || selector.isEmpty();
    }

    /** {@code namespace/pod}, without the container; anything else as it is. */
    String instance() {
        String[] parts = id.split("/", -1);
        boolean pod = parts.length >= 2 && !id.startsWith("{") && !id.contains("://");
        return pod ? parts[0] + "/" + parts[1] : id;
    }

    /** When it first succeeded. */
    Optional<Instant> first(Operation operation) {
        return happenings.stream()
                .filter(one -> one.operation() == operation && one.outcome() == Happening.Outcome.SUCCEEDED)
                .map(Happening::at)
                .min(Instant::compareTo);
    }

    Optional<Happening> lastFailure(Operation operation) {
        return happenings.stream()
                .filter(one -> one.operation() == operation && one.outcome() == Happening.Outcome.FAILED)
                .reduce((first, second) -> second);
    }
}

package dev.tensile.engine.litmus.center;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/** JSON as it is read and written here. */
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write JSON", e);
        }
    }

    /** The missing node for a text that is not JSON. The parser's own complaint quotes the text, so nobody gets it. */
    static JsonNode readOrMissing(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    static Optional<String> word(JsonNode node, String field) {
        return Optional.of(text(node, field)).filter(text -> !text.isBlank());
    }

    /** A time given as UNIX seconds in a string; empty if it is blank or no number. */
    static Optional<Instant> seconds(JsonNode node, String field) {
        return number(node, field).stream()
                .mapToObj(seconds -> Instant.ofEpochSecond((long) seconds))
                .findFirst();
    }

    /** A time given as epoch milliseconds in a string; empty if it is blank or no number. */
    static Optional<Instant> millis(JsonNode node, String field) {
        return number(node, field).stream()
                .mapToObj(millis -> Instant.ofEpochMilli((long) millis))
                .findFirst();
    }

    /** A number, or one in a string; empty for anything else, such as "Awaited". */
    static OptionalDouble number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isNumber()) {
            return OptionalDouble.of(value.asDouble());
        }
        String text = value.asText("").strip();
        return text.matches("-?[0-9]{1,15}(\\.[0-9]+)?")
                ? OptionalDouble.of(Double.parseDouble(text))
                : OptionalDouble.empty();
    }
}

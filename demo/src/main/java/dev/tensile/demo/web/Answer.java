package dev.tensile.demo.web;

import java.util.Map;
import java.util.TreeMap;

/** What an endpoint says. */
public record Answer(int status, String contentType, String body, Map<String, String> headers) {
    private static final String JSON = "application/json";

    public Answer {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("a final status must be in 200..599, was " + status);
        }
        headers = Map.copyOf(headers);
    }

    public static Answer json(int status, JsonBody body) {
        return new Answer(status, JSON, body.text(), Map.of());
    }

    /** An answer that says in a sentence what is wrong. */
    public static Answer problem(int status, String sentence) {
        return json(status, json -> json.writeStringField("problem", sentence));
    }

    public Answer withHeader(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Answer(status, contentType, body, more);
    }
}

package dev.tensile.load;

import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.RequestTemplate;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A request as it goes over the wire, encoded once; only the ids in {@code traceparent} change. A template may replace
 * {@code Host}, {@code User-Agent} and {@code Accept}; lengths, connection and trace headers are ours.
 */
final class EncodedRequest {
    private static final String PLACE = "00-00000000000000000000000000000000-0000000000000000-01";
    private static final int TRACE_ID = 3;
    private static final int SPAN_ID = 36;
    private static final Set<String> OURS = Set.of("connection", "content-length", "transfer-encoding", "traceparent");
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final int traceparent;
    private final boolean head;

    EncodedRequest(RequestTemplate template, HostPort address) {
        head = template.method().equals("HEAD");
        byte[] body = template.body().getBytes(StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder();
        text.append(template.method()).append(' ').append(template.path()).append(" HTTP/1.1\r\n");
        headers(template, address, body.length).forEach((name, value) -> line(text, name, value));
        text.append("traceparent: ");
        traceparent = text.toString().getBytes(StandardCharsets.UTF_8).length;
        text.append(PLACE).append("\r\n\r\n").append(template.body());
        bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> headers(RequestTemplate template, HostPort address, int bodyLength) {
        Map<String, String> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        given.putAll(template.headers());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", given.getOrDefault("Host", address.toString()));
        headers.put("User-Agent", given.getOrDefault("User-Agent", "tensile/0.1"));
        headers.put("Accept", given.getOrDefault("Accept", "*/*"));
        headers.put("Connection", "keep-alive");
        if (bodyLength > 0 || WITH_BODY.contains(template.method())) {
            headers.put("Content-Length", Integer.toString(bodyLength));
        }
        headers.keySet().forEach(given::remove);
        given.keySet().removeIf(name -> OURS.contains(name.toLowerCase(Locale.ROOT)));
        headers.putAll(given);
        return headers;
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append("\r\n");
    }

    /** An answer to HEAD has no body, whatever its headers say. */
    boolean isHead() {
        return head;
    }

    int length() {
        return bytes.length;
    }

    void writeTo(ByteBuf out, long traceIdHigh, long traceIdLow, long spanId) {
        int place = out.writerIndex() + traceparent;
        out.writeBytes(bytes);
        hex(out, place + TRACE_ID, traceIdHigh);
        hex(out, place + TRACE_ID + 16, traceIdLow);
        hex(out, place + SPAN_ID, spanId);
    }

    private static void hex(ByteBuf out, int at, long value) {
        for (int i = 0; i < 16; i++) {
            out.setByte(at + i, HEX[(int) (value >>> (60 - 4 * i)) & 0xf]);
        }
    }
}

package dev.tensile.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.RequestTemplate;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EncodedRequestTest {
    private static String encode(RequestTemplate template, long high, long low, long span) {
        EncodedRequest request = new EncodedRequest(template, new HostPort("shop", 8080));
        ByteBuf out = Unpooled.buffer();
        request.writeTo(out, high, low, span);
        assertEquals(request.length(), out.readableBytes());
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aRequestIsWrittenAsHttpWithATraceparent() {
        assertEquals(
                """
                GET /checkout?cart=42 HTTP/1.1
                Host: shop:8080
                User-Agent: tensile/0.1
                Accept: */*
                Connection: keep-alive
                traceparent: 00-00000000000000ff8000000000000001-0123456789abcdef-01

                """.replace("\n", "\r\n"),
                encode(Loads.get("/checkout?cart=42"), 0xff, Long.MIN_VALUE + 1, 0x0123456789abcdefL));
    }

    @Test
    void aTemplateMayReplaceTheHostButNotTheTraceOrTheLength() {
        Map<String, String> headers =
                Map.of("host", "front", "Traceparent", "x", "content-length", "99", "X-User", "é");
        String text = encode(new RequestTemplate("POST", "/", headers, "ü", 1), 1, 2, 3);
        assertTrue(text.contains("\r\nHost: front\r\n"), text);
        assertTrue(text.contains("\r\nX-User: é\r\n"), text);
        assertTrue(text.contains("\r\nContent-Length: 2\r\n"), text);
        assertTrue(text.contains("-0000000000000003-01\r\n"), text);
        assertTrue(text.endsWith("\r\n\r\nü"), text);
        assertEquals(text.indexOf("raceparent"), text.lastIndexOf("raceparent"));
        assertEquals(text.indexOf("ost: "), text.lastIndexOf("ost: "));
    }
}

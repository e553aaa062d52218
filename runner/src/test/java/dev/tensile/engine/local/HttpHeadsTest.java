package dev.tensile.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpHeadsTest {
    private static final String THREE = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n"
            + "POST /b HTTP/1.1\r\nContent-Length: 20\r\n\r\nGET /no HTTP/1.1\r\n\r\n"
            + "PUT /c HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nGET /\r\nA\r\n0123456789\r\n0\r\nT: v\r\n\r\n"
            + "GET /" + "long".repeat(200) + " HTTP/1.1\r\n\r\n";

    /** Where heads end when the bytes come in pieces of one size. */
    private static List<Integer> ends(String text, int piece) {
        HttpHeads heads = new HttpHeads();
        List<Integer> ends = new ArrayList<>();
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int from = 0; from < bytes.length; from += piece) {
            ByteBuf in = Unpooled.wrappedBuffer(bytes, from, Math.min(piece, bytes.length - from));
            int at = 0;
            while (at < in.writerIndex()) {
                at = heads.advance(in, at);
                if (heads.part() == HttpHeads.Part.HEAD_END) {
                    ends.add(from + at);
                }
            }
        }
        return ends;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 100_000})
    void findsTheSameHeadsHoweverTheBytesAreCut(int piece) {
        int first = THREE.indexOf("POST");
        int second = THREE.indexOf("GET /no");
        int third = THREE.indexOf("5;x=y");
        assertEquals(List.of(first, second, third, THREE.length()), ends(THREE, piece));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000\u0000\u0000\u0008",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\u0016\u0003\u0001",
                "GET key\r\n",
                "*1\r\n$4\r\nPING\r\n",
                "Q\u0000\u0000\u0000\u0005",
                "get / HTTP/1.1\r\n\r\n",
                "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
            })
    void anythingElseIsOpaque(String text) {
        HttpHeads heads = new HttpHeads();
        ByteBuf in = Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
        assertEquals(in.writerIndex(), heads.advance(in, 0));
        assertTrue(heads.isOpaque());
        assertEquals(HttpHeads.Part.REST, heads.part());
        assertEquals(0, heads.requests());
    }

    @Test
    void readsTheTraceIdWhateverTheCaseOfTheName() {
        HttpHeads heads = new HttpHeads();
        ByteBuf in = Unpooled.copiedBuffer(
                "GET / HTTP/1.1\r\nTraceParent:  00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n\r\n",
                StandardCharsets.ISO_8859_1);
        heads.advance(in, 0);
        assertTrue(heads.head().traced());
        assertEquals(0x4bf92f3577b34da6L, heads.head().traceHigh());
        assertEquals(0xa3ce929d0e0e4736L, heads.head().traceLow());
    }

    @Test
    void aTunnelIsOpaqueAfterItsHead() {
        HttpHeads heads = new HttpHeads();
        ByteBuf in = Unpooled.copiedBuffer("CONNECT x:1 HTTP/1.1\r\n\r\nGET", StandardCharsets.ISO_8859_1);
        assertEquals(in.writerIndex() - 3, heads.advance(in, 0));
        assertEquals(HttpHeads.Part.HEAD_END, heads.part());
        assertTrue(heads.isOpaque());
        assertFalse(heads.head().traced());
    }
}

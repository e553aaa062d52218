package dev.tensile.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where answers end. */
final class HttpAnswersTest {
    private static final String NEXT = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final Exchanges exchanges = new Exchanges();
    private final HttpAnswers answers = new HttpAnswers(exchanges);

    private void asked(String... methods) {
        List.of(methods).forEach(method -> exchanges.add(Exchange.passed(method, List.of())));
    }

    /** How many answers end in a text that comes in pieces of a size. */
    private int ends(String text, int size) {
        int ends = 0;
        for (int from = 0; from < text.length(); from += size) {
            String piece = text.substring(from, Math.min(text.length(), from + size));
            ByteBuf in = Unpooled.copiedBuffer(piece, StandardCharsets.ISO_8859_1);
            for (int at = 0; at < in.writerIndex(); ) {
                at = answers.advance(in, at);
                if (answers.isBetween()
                        && !answers.isInterim()
                        && answers.part() != HttpFraming.Part.HEAD
                        && !answers.isOpaque()) {
                    ends++;
                    exchanges.answered();
                }
            }
        }
        return ends;
    }

    @ParameterizedTest
    @CsvSource({
        "GET, 'HTTP/1.1 200 OK|Content-Length: 5||hello'",
        "GET, 'HTTP/1.1 200 OK|Content-Length: 0||'",
        "GET, 'HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello|0||'",
        "GET, 'HTTP/1.1 200 OK|Transfer-Encoding: chunked||5;x=y|hello|0|Trailer: x||'",
        "HEAD, 'HTTP/1.1 200 OK|Content-Length: 5||'",
        "GET, 'HTTP/1.1 204 No Content||'",
        "GET, 'HTTP/1.1 304 Not Modified|Content-Length: 5||'",
        "POST, 'HTTP/1.1 100 Continue||HTTP/1.1 200 OK|Content-Length: 5||hello'",
        "POST, 'HTTP/1.1 103 Early Hints|Link: x||HTTP/1.1 200|Content-Length: 5||hello'",
        "CONNECT, 'HTTP/1.1 403 Forbidden|Content-Length: 5||hello'"
    })
    void theNextAnswerBeginsWhereOneEnds(String method, String lines) {
        for (int size : new int[] {1, 2, 7, 1000}) {
            HttpAnswersTest fresh = new HttpAnswersTest();
            fresh.asked(method, "GET");
            assertEquals(2, fresh.ends(lines.replace("|", "\r\n") + NEXT, size), "in pieces of " + size);
            assertFalse(fresh.answers.isOpaque());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, 'HTTP/1.1 101 Switching Protocols|Upgrade: x||'",
        "CONNECT, 'HTTP/1.1 200 OK||'",
        "GET, 'SSH-2.0-x|'",
        "GET, 'HTTP/2 200|'",
        "GET, 'HTTP/1.1 2x0 OK|'",
        "GET, 'HTTP/1.1 200 OK|Content-Length: many||'"
    })
    void whatFollowsATunnelOrNoHttpIsOpaque(String method, String lines) {
        asked(method, "GET");
        assertEquals(0, ends(lines.replace("|", "\r\n") + NEXT, 1000));
        assertTrue(answers.isOpaque());
    }

    @Test
    void anAnswerWithoutALengthEndsWithTheConnection() {
        asked("GET", "GET");
        assertEquals(0, ends("HTTP/1.1 200 OK\r\n\r\n" + NEXT, 1000));
        assertFalse(answers.isOpaque());
    }

    @Test
    void anAnswerThatNobodyAskedForIsOpaque() {
        assertEquals(0, ends(NEXT, 1000));
        assertTrue(answers.isOpaque());
    }
}

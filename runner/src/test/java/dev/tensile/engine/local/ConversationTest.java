package dev.tensile.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ConversationTest {
    private final Tally tally = new Tally();
    private final CountedSoFar counts = new CountedSoFar(tally::since);
    private final Conversation conversation = new Conversation(tally);

    private void answered(String text) {
        ByteBuf data = Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
        conversation.answered(data);
        assertEquals(text.length(), data.readableBytes(), "the bytes must be only looked at");
        data.release();
    }

    private void exchange(String answer) {
        conversation.asked();
        answered(answer);
    }

    @Test
    void answersAreToldApartByTheirStatus() {
        exchange("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc");
        exchange("HTTP/1.1 302 Found\r\n\r\n");
        exchange("HTTP/1.0 404 Not Found\r\n\r\n");
        exchange("HTTP/1.1 503 Service Unavailable\r\n\r\n");
        conversation.over();
        assertEquals("REQUEST=4 SUCCEEDED=2 CLIENT_ERROR=1 SERVER_ERROR=1 BYTES_RECEIVED=125", counts.text());
    }

    @Test
    void aStatusLineInPiecesIsOneAndTheBodyIsNone() {
        conversation.asked();
        IntStream.range(0, 20).forEach(i -> answered("HTTP/1.1 500 Oh no\r\n".substring(i, i + 1)));
        answered("HTTP/1.1 200 said the body\r\n");
        assertEquals("REQUEST=1 SERVER_ERROR=1 BYTES_RECEIVED=48", counts.text());
    }

    @Test
    void anInterimAnswerIsNotTheAnswer() {
        exchange("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\n\r\n");
        assertEquals("REQUEST=1 SUCCEEDED=1 BYTES_RECEIVED=49", counts.text());
    }

    @Test
    void aConnectionThatEndsBeforeTheAnswerLeavesARequestUnanswered() {
        conversation.asked();
        answered("HTTP/1.1 ");
        conversation.over();
        conversation.over();
        assertEquals("REQUEST=1 UNANSWERED=1 BYTES_RECEIVED=9", counts.text());
    }

    @Test
    void whatIsNotHttpIsNoAnswerAndNoFailure() {
        exchange("\u0015\u0003\u0001 and so on and on");
        conversation.over();
        assertEquals("REQUEST=1 BYTES_RECEIVED=20", counts.text());
    }
}

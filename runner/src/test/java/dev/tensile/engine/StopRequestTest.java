package dev.tensile.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class StopRequestTest {
    private final StopRequest stop = new StopRequest();

    @Test
    void nobodyAsksAndTheTimeIsOver() {
        assertEquals(Optional.empty(), stop.awaitMillis(1));
        assertEquals(Optional.empty(), stop.await(-1));
    }

    @Test
    void theFirstReasonIsKept() {
        stop.request(StopRequest.By.OPERATOR, "Ctrl-C");
        stop.request(StopRequest.By.FAILURE, "the disk is full");
        assertEquals(Optional.of(new StopRequest.Reason(StopRequest.By.OPERATOR, "Ctrl-C")), stop.reason());
        assertEquals(stop.reason(), stop.await(0));
    }

    @Test
    void aRequestEndsTheWait() throws Exception {
        Thread other = new Thread(() -> stop.request(StopRequest.By.OPERATOR, "Ctrl-C"));
        other.start();
        assertEquals("Ctrl-C", stop.awaitMillis(3_600_000).orElseThrow().text());
        other.join();
    }

    @Test
    void anInterruptIsARequest() {
        Thread.currentThread().interrupt();
        assertEquals(
                Optional.of(new StopRequest.Reason(StopRequest.By.OPERATOR, "interrupted")),
                stop.awaitMillis(3_600_000));
        assertFalse(Thread.interrupted(), "it has been answered, and must not disturb the reverting");
    }

    @Test
    void realTimeGoesOnUntilSomebodyAsks() {
        RunTime time = RunTime.real(stop);
        assertEquals(Optional.empty(), time.waitUntil(time.nanos() + 1_000_000));
        assertTrue(time.nanos() >= 1_000_000);
        stop.request(StopRequest.By.OPERATOR, "Ctrl-C");
        assertEquals("Ctrl-C", time.waitUntil(Long.MAX_VALUE).orElseThrow().text());
    }
}

package dev.tensile.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.run.Delivered;
import org.junit.jupiter.api.Test;

class DeedsTest {
    private static HttpHeads.Head head(boolean traced, long trace) {
        return new HttpHeads.Head(traced, 7, trace, "GET / HTTP/1.1", false, false);
    }

    /** As a caller does that tries each failed request three times more. */
    @Test
    void retriesOfATraceCountOnce() {
        Deeds deeds = new Deeds(1);
        for (int trace = 0; trace < 100; trace++) {
            boolean inside = trace % 4 == 0;
            for (int attempt = 0; attempt < (inside ? 4 : 1); attempt++) {
                deeds.sawRequestOfTrace(head(true, trace));
                if (inside) {
                    deeds.touchesLast();
                    deeds.touchedRequest();
                }
            }
        }
        Delivered.Traffic delivered = deeds.delivered(0, 0);
        assertEquals(100, delivered.requestsSeen());
        assertEquals(25, delivered.requestsTouched());
    }

    @Test
    void withoutATraceEachIsForItself() {
        Repeats repeats = new Repeats();
        assertFalse(repeats.isAgain(head(false, 1)));
        assertFalse(repeats.isAgain(head(false, 1)));
        assertFalse(repeats.isAgain(head(true, 1)));
        assertTrue(repeats.isAgain(head(true, 1)));
        for (int trace = 2; trace < 2 + Repeats.KEPT; trace++) {
            assertFalse(repeats.isAgain(head(true, trace)));
        }
        assertFalse(repeats.isAgain(head(true, 1)), "too long ago");
    }
}

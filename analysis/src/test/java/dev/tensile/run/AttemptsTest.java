package dev.tensile.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private static final long TENTH = LinkCount.WIDTH_NANOS;

    private static LinkCount count(String dependency, long from, long refused, long requests) {
        return new LinkCount(dependency, from, 9, refused, 9, requests, 1, 2, 3, 4, 9, 9);
    }

    private static Attempts each(int tenths) {
        List<LinkCount> counts = new ArrayList<>();
        for (int i = 0; i < tenths; i++) {
            counts.add(count("payments", i * TENTH, 1, i));
            counts.add(count("stock", i * TENTH, 0, 100));
        }
        return new Attempts(counts);
    }

    @Test
    void addsUpTheTenthsOfOneLink() {
        LinkWindow window = each(20).window("payments", 0, 2, 10 * TENTH).orElseThrow();
        assertArrayEquals(new long[] {45 + 10, 145 + 10}, window.attempts());
        assertArrayEquals(new long[] {110, 110}, window.ended(), "1 + 2 + 3 + 4, and the one refused");
        assertArrayEquals(new long[] {80, 80}, window.failed(), "3 + 4, and the one refused");
    }

    @Test
    void aTenthBelongsWhereItsMiddleLies() {
        LinkWindow window =
                each(20).window("payments", TENTH * 4 / 10, 3, TENTH).orElseThrow();
        assertArrayEquals(new long[] {1, 2, 3}, window.attempts());
        LinkWindow later = each(20).window("payments", TENTH * 6 / 10, 3, TENTH).orElseThrow();
        assertArrayEquals(new long[] {2, 3, 4}, later.attempts());
    }

    @Test
    void aStretchThatWasNotWatchedIsNotTakenForSilence() {
        assertTrue(each(20).window("payments", 0, 3, 10 * TENTH).isEmpty());
        assertTrue(each(20).window("nobody", 0, 1, TENTH).isEmpty());
        assertFalse(each(20).knows("nobody"));
        assertTrue(each(20).knows("stock"));
    }
}

package dev.tensile.engine.local;

import dev.tensile.run.LinkCount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What passes a link, in tenths of a second, whether a dose is in force or not; the last {@value #KEPT} of them are kept. To
 * count is to read the clock and to add. Owned by the event loop.
 */
final class Tally {
    /** What is counted, in the order of the components of {@link LinkCount}. */
    enum What {
        OPENED,
        REFUSED,
        RESET,
        REQUEST,
        SUCCEEDED,
        CLIENT_ERROR,
        SERVER_ERROR,
        UNANSWERED,
        BYTES_SENT,
        BYTES_RECEIVED
    }

    static final int KEPT = 1024;
    private static final int KINDS = What.values().length;

    private final long origin = System.nanoTime();
    private final long[][] tenths = new long[KEPT][KINDS];
    private long newest;

    /**
     * Some tenths of a second that are over.
     *
     * @param first the number of the first of them
     * @param tenths for each, the counts in the order of {@link What}
     * @param ageNanos how long ago tenth 0 began
     */
    record Counted(long first, List<List<Long>> tenths, long ageNanos) {
        Counted {
            tenths = List.copyOf(tenths);
        }
    }

    void add(What what) {
        add(what, 1);
    }

    @SuppressWarnings("EnumOrdinal") // the order of this enum is that of the row
    void add(What what, long count) {
        tenths[slot(advance(System.nanoTime() - origin))][what.ordinal()] += count;
    }

    /** Those from {@code first} on that are over and still kept; none if it is negative, only where they begin. */
    Counted since(long first) {
        long age = System.nanoTime() - origin;
        long now = advance(age);
        long from = first < 0 ? now : Math.max(first, now - KEPT + 1);
        List<List<Long>> rows = new ArrayList<>();
        for (long tenth = from; tenth < now; tenth++) {
            rows.add(Arrays.stream(tenths[slot(tenth)]).boxed().toList());
        }
        return new Counted(from, rows, age);
    }

    /** Clears the tenths that have begun since the last count; the number of the present one. */
    private long advance(long age) {
        long now = age / LinkCount.WIDTH_NANOS;
        newest = Math.max(newest, now - KEPT);
        while (newest < now) {
            newest++;
            Arrays.fill(tenths[slot(newest)], 0);
        }
        return now;
    }

    private static int slot(long tenth) {
        return (int) (tenth % KEPT);
    }
}

package dev.tensile.mechanism;

import java.util.ArrayList;
import java.util.List;

/**
 * When a breaker was open: seconds in which less than a fifth of what would have been calls were made, the others being spared.
 * The trials of a half-open breaker do not end such a time.
 */
record OpenTimes(List<Span> spans) {
    /** Of what would have been calls, fewer than this part are made. */
    static final double CALLED = 0.2;

    /** A lull of a single second is no open breaker. */
    private static final int SHORTEST = 2;

    /** Whole seconds, the second bound exclusive. */
    record Span(int from, int to) {
        int seconds() {
            return to - from;
        }
    }

    OpenTimes {
        spans = List.copyOf(spans);
    }

    /** @param trials calls that a half-open breaker lets through */
    static OpenTimes in(Calls calls, int trials) {
        List<Span> found = new ArrayList<>();
        int begun = -1;
        for (int second = 0; second <= calls.attempts().length; second++) {
            boolean open = second < calls.attempts().length && isOpen(calls, second, begun >= 0);
            if (open && begun < 0) {
                begun = second;
            } else if (!open && begun >= 0) {
                add(found, new Span(begun, second), calls, trials);
                begun = -1;
            }
        }
        return new OpenTimes(
                found.stream().filter(span -> span.seconds() >= SHORTEST).toList());
    }

    private static boolean isOpen(Calls calls, int second, boolean before) {
        long called = calls.attempts()[second];
        long spared = calls.spared()[second];
        return called + spared == 0 ? before : called < CALLED * (called + spared);
    }

    /** Joined to the one before if no more than trials were made between the two. */
    private static void add(List<Span> found, Span span, Calls calls, int trials) {
        Span last = found.isEmpty() ? null : found.get(found.size() - 1);
        if (last != null && Calls.sum(calls.attempts(), last.to(), span.from()) <= trials) {
            found.set(found.size() - 1, new Span(last.from(), span.to()));
        } else {
            found.add(span);
        }
    }
}

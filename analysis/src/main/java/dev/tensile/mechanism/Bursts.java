package dev.tensile.mechanism;

import java.util.ArrayList;
import java.util.List;

/** Calls that came in heaps while a breaker was open, with at least half a second of silence between them. */
record Bursts(List<Burst> list) {
    private static final int SILENCE = 5;

    /**
     * One heap.
     *
     * @param at the tenth of a second in which it began
     */
    record Burst(int at, long calls) {}

    Bursts {
        list = List.copyOf(list);
    }

    /** @param attempts in tenths of a second */
    static Bursts in(long[] attempts, int from) {
        List<Burst> found = new ArrayList<>();
        int quiet = SILENCE;
        for (int tenth = from; tenth < attempts.length; tenth++) {
            if (attempts[tenth] == 0) {
                quiet++;
            } else {
                if (quiet >= SILENCE) {
                    found.add(new Burst(tenth, attempts[tenth]));
                } else {
                    Burst last = found.remove(found.size() - 1);
                    found.add(new Burst(last.at(), last.calls() + attempts[tenth]));
                }
                quiet = 0;
            }
        }
        return new Bursts(found);
    }

    /** Calls beyond what a half-open breaker may try with. */
    long beyond(int trials) {
        return list.stream()
                .mapToLong(burst -> Math.max(0, burst.calls() - trials))
                .sum();
    }

    long largest() {
        return list.stream().mapToLong(Burst::calls).max().orElse(0);
    }

    /** The median time between the beginnings of two in seconds; NaN if there are fewer than two. */
    double spacing() {
        double[] gaps = new double[Math.max(0, list.size() - 1)];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = (list.get(i + 1).at() - list.get(i).at()) / 10.0;
        }
        java.util.Arrays.sort(gaps);
        return gaps.length == 0 ? Double.NaN : gaps[gaps.length / 2];
    }
}

package dev.tensile.stats;

import java.util.Arrays;

/** All values, once in the order given and once sorted: order statistics in O(1), counts in one pass. */
final class ExactWindow implements Window {
    private final double[] values;
    private final int[] second;
    private final double[] sorted;
    private final long[] counts;

    ExactWindow(double[] values, int[] second, int seconds) {
        if (values.length == 0 || values.length != second.length) {
            throw new IllegalArgumentException(
                    "a window needs as many seconds' indices as values, and at least one, had " + second.length
                            + " for " + values.length);
        }
        if (seconds < 1) {
            throw new IllegalArgumentException("a window must last at least 1 second, was " + seconds);
        }
        this.values = values.clone();
        this.second = second.clone();
        this.counts = new long[seconds];
        for (int i = 0; i < this.values.length; i++) {
            count(i);
        }
        this.sorted = this.values.clone();
        Arrays.sort(sorted);
    }

    private void count(int i) {
        if (!(values[i] >= 0)) {
            throw new IllegalArgumentException("a value must be a number and not negative, was " + values[i]);
        }
        if (second[i] < 0 || second[i] >= counts.length) {
            throw new IllegalArgumentException(
                    "a second must be in 0.." + (counts.length - 1) + ", was " + second[i] + " for value " + i);
        }
        counts[second[i]]++;
    }

    @Override
    public int seconds() {
        return counts.length;
    }

    @Override
    public long count() {
        return sorted.length;
    }

    @Override
    public double orderStatistic(long rank) {
        if (rank < 1 || rank > sorted.length) {
            throw new IllegalArgumentException("rank must be in 1.." + sorted.length + ", was " + rank);
        }
        return sorted[(int) rank - 1];
    }

    @Override
    public long[] countPerSecond() {
        return counts.clone();
    }

    @Override
    public long[] atMostPerSecond(double threshold) {
        long[] atMost = new long[counts.length];
        for (int i = 0; i < values.length; i++) {
            if (values[i] <= threshold) {
                atMost[second[i]]++;
            }
        }
        return atMost;
    }
}

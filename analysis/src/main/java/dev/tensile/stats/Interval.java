package dev.tensile.stats;

/** An estimate with its confidence limits at equal one-sided tails. A limit may be infinite: nothing is shown on that side. */
public interface Interval {
    /** One-sided tail of a two-sided 95 % interval, for display. */
    double TAIL_95 = 0.025;

    /** One-sided tail of a two-sided 90 % interval, for verdicts: each limit alone errs in 5 %. */
    double TAIL_90 = 0.05;

    /** One-sided tail in (0, 0.5). */
    double tail();

    double estimate();

    double lower();

    double upper();

    /** Two-sided confidence, 1 - 2 tail. */
    default double confidence() {
        return 1 - 2 * tail();
    }
}

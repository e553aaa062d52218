package dev.tensile.engine.local.host;

/**
 * What a child says that takes resources, a line at a time.
 *
 * @param own bytes of memory that it needs for itself, besides what it takes; said when it begins, 0 after that
 * @param ready it is taken now
 * @param held bytes
 * @param trouble why it is not, or no longer; empty if all is well
 * @param remark anything else worth knowing, a sentence
 */
record StressWire(boolean ready, long own, long held, String trouble, String remark, boolean hasEnded) {
    static final StressWire NOTHING = new StressWire(false, 0, 0, "", "", false);

    static StressWire beginning(long own) {
        return new StressWire(false, own, 0, "", "", false);
    }

    static StressWire taken(boolean ready, long held, String remark) {
        return new StressWire(ready, 0, held, "", remark, false);
    }

    static StressWire refused(String why) {
        return new StressWire(false, 0, 0, why, "", false);
    }

    StressWire ended() {
        return new StressWire(
                ready, own, held, trouble.isEmpty() ? "the process that takes it has ended" : trouble, remark, true);
    }
}

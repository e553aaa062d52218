package dev.tensile.engine.local.host;

/**
 * What a child says that takes resources, a line at a time.
 *
 * @param begun nothing is taken yet, but it is about to be
 * @param ready it is taken now
 * @param held bytes
 * @param trouble why it is not, or no longer; empty if all is well
 * @param remark anything else worth knowing, a sentence
 */
record StressWire(boolean begun, boolean ready, long held, String trouble, String remark, boolean hasEnded) {
    static final StressWire NOTHING = new StressWire(false, false, 0, "", "", false);

    static StressWire refused(String why) {
        return new StressWire(false, false, 0, why, "", false);
    }

    StressWire ended() {
        return new StressWire(
                begun, ready, held, trouble.isEmpty() ? "the process that takes it has ended" : trouble, remark, true);
    }
}

package dev.tensile.mechanism;

/**
 * A circuit breaker in the manner of Resilience4j: counts calls, opens at half of them failed, waits 5 s, tries with a few.
 *
 * @see SimulatedShop
 */
final class MiniBreaker {
    private static final double WAIT = 5;

    private enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    private final int minimum;
    private final int trials;
    private final boolean triesFirst;
    private State state = State.CLOSED;
    private double openUntil;
    private double firstOpened = Double.NaN;
    private int calls;
    private int failures;
    private int permitted;
    private double forcedFrom;
    private double forcedTo;

    /**
     * @param minimum calls before it may open
     * @param triesFirst whether it lets only {@code trials} through before it closes again
     */
    MiniBreaker(int minimum, int trials, boolean triesFirst) {
        this.minimum = minimum;
        this.trials = trials;
        this.triesFirst = triesFirst;
    }

    /** Whatever it has seen, it is open in this time. */
    MiniBreaker openBetween(double from, double to) {
        forcedFrom = from;
        forcedTo = to;
        return this;
    }

    boolean permits(double at) {
        if (at >= forcedFrom && at < forcedTo) {
            return false;
        }
        if (state == State.OPEN && at >= openUntil) {
            enter(triesFirst ? State.HALF_OPEN : State.CLOSED);
            permitted = trials;
        }
        return switch (state) {
            case CLOSED -> true;
            case OPEN -> false;
            case HALF_OPEN -> permitted-- > 0;
        };
    }

    void ended(double at, boolean failed) {
        if (state == State.OPEN) {
            return;
        }
        calls++;
        failures += failed ? 1 : 0;
        boolean enough = calls >= (state == State.HALF_OPEN ? trials : minimum);
        if (enough && failures * 2 >= calls) {
            firstOpened = Double.isNaN(firstOpened) ? at : firstOpened;
            enter(State.OPEN);
            openUntil = at + WAIT;
        } else if (enough) {
            enter(State.CLOSED);
        }
    }

    /** When it opened for the first time; NaN if it never did. */
    double firstOpened() {
        return firstOpened;
    }

    private void enter(State next) {
        state = next;
        calls = 0;
        failures = 0;
    }
}

package dev.tensile.engine.local;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The requests of one connection that have no answer yet, in order. Owned by the event loop. */
final class Exchanges {
    /** More can only mean that nobody answers in HTTP. */
    private static final int MOST = 10_000;

    private final ArrayDeque<Exchange> waiting = new ArrayDeque<>();
    private int treated;
    private boolean off;

    void add(Exchange exchange) {
        if (off || waiting.size() >= MOST) {
            stop();
            return;
        }
        waiting.add(exchange);
        treated += exchange.isTreated() ? 1 : 0;
    }

    /** The one whose answer comes next. */
    @Nullable
    Exchange first() {
        return waiting.peek();
    }

    /** The answer to the first has passed. */
    void answered() {
        Exchange gone = waiting.poll();
        if (gone != null && gone.isTreated()) {
            treated--;
        }
    }

    /** The first is to be answered as if nothing were in force. */
    void leaveFirstAlone() {
        Exchange first = waiting.peek();
        if (first != null && first.isTreated()) {
            first.leaveAlone();
            treated -= first.isTreated() ? 0 : 1;
        }
    }

    /** Whether the answers that are to come pass as they are. */
    boolean areUntreated() {
        return treated == 0;
    }

    /** Answers cannot be told apart any more. */
    void stop() {
        off = true;
        waiting.clear();
        treated = 0;
    }

    boolean areFollowed() {
        return !off;
    }
}

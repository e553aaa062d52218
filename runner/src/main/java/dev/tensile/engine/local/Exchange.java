package dev.tensile.engine.local;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request on its way to its answer. Owned by the event loop. */
final class Exchange {
    private final String method;
    private List<DoseInForce> onAnswer;
    private @Nullable Reply reply;
    private boolean complete;

    /** What it is answered in the dependency's stead. */
    record Reply(int status, boolean closes, List<DoseInForce> delaying) {}

    private Exchange(String method, List<DoseInForce> onAnswer, @Nullable Reply reply) {
        this.method = method;
        this.onAnswer = onAnswer;
        this.reply = reply;
    }

    /** @param onAnswer the doses that have something to do with its answer */
    static Exchange passed(String method, List<DoseInForce> onAnswer) {
        return new Exchange(method, onAnswer, null);
    }

    static Exchange replied(String method, Reply reply) {
        return new Exchange(method, List.of(), reply);
    }

    String method() {
        return method;
    }

    List<DoseInForce> onAnswer() {
        return onAnswer;
    }

    /** Its answer has begun to pass as it is. */
    void leaveAlone() {
        onAnswer = List.of();
    }

    boolean isTreated() {
        return reply != null || !onAnswer.isEmpty();
    }

    @Nullable
    Reply reply() {
        return reply;
    }

    /** It has come in full. */
    void completed() {
        complete = true;
    }

    boolean isComplete() {
        return complete;
    }
}

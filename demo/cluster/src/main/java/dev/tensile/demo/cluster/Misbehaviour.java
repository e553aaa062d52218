package dev.tensile.demo.cluster;

import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * Some requests that the API server will not answer as it should: all of them from now on, or the next few. Nothing
 * changes until one of the {@code answers…} methods says how.
 */
public final class Misbehaviour {
    /** What happens instead of the right answer at the right time. */
    sealed interface Instead permits Status, Late, Garbage, DoneUnanswered, Unanswered {}

    record Status(int code, String message) implements Instead {}

    record Late(Duration delay) implements Instead {}

    record Garbage() implements Instead {}

    record DoneUnanswered() implements Instead {}

    record Unanswered() implements Instead {}

    static final int ALL = Integer.MAX_VALUE;

    private final BiConsumer<Integer, Instead> declared;
    private final int times;

    Misbehaviour(int times, BiConsumer<Integer, Instead> declared) {
        this.times = times;
        this.declared = declared;
    }

    /** Only the next so many; the ones after them are answered as they should be. */
    public Misbehaviour times(int times) {
        if (times < 1) {
            throw new IllegalArgumentException("times must be at least 1, was " + times);
        }
        return new Misbehaviour(times, declared);
    }

    /** Not done; answered with this status and an object of kind Status. */
    public void answers(int status) {
        answers(status, "the API server is told to answer " + status);
    }

    public void answers(int status, String message) {
        declared.accept(times, new Status(status, message));
    }

    /** Done at once, answered rightly but late. */
    public void answersAfter(Duration delay) {
        declared.accept(times, new Late(delay));
    }

    /** Done, and answered with 200 and something that is not JSON. */
    public void answersGarbage() {
        declared.accept(times, new Garbage());
    }

    /** Done, but the connection is closed instead of an answer. */
    public void isDoneButNeverAnswered() {
        declared.accept(times, new DoneUnanswered());
    }

    /** Not done; the connection is closed. */
    public void isNeverAnswered() {
        declared.accept(times, new Unanswered());
    }
}

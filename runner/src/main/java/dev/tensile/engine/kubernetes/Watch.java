package dev.tensile.engine.kubernetes;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Looks at the faults in force again and again, in a thread of its own, so that a slow server never holds up whoever watches the
 * guardrails. Polls instead of watching: a watch that was dropped is only another way to miss something.
 *
 * @param <F> what names a fault
 */
public final class Watch<F> implements AutoCloseable {
    private final Function<F, Seen> look;
    private final Runnable ping;
    private final Predicate<RuntimeException> silence;
    private final Pace pace;
    private final Map<F, Held> watched = new ConcurrentHashMap<>();
    private final Thread thread;

    /** When the server last answered; written by the watching thread and by those who talk to it, read by any. */
    private volatile long heard = System.nanoTime();

    private volatile boolean closed;

    /**
     * @param between two looks
     * @param silence of the server, before it counts as dead
     */
    public record Pace(Duration between, Duration silence) {}

    /**
     * @param look at one fault; throws if it cannot
     * @param ping asks the server for anything, while there is no fault
     * @param silence tells of a failure whether there was no answer at all; a refusal is an answer
     */
    public Watch(String name, Pace pace, Function<F, Seen> look, Runnable ping, Predicate<RuntimeException> silence) {
        this.pace = pace;
        this.look = look;
        this.ping = ping;
        this.silence = silence;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Of faults in a cluster that is asked for them. */
    public static <F> Watch<F> of(String name, Pace pace, Cluster cluster, Function<F, Seen> look) {
        return new Watch<>(
                name,
                pace,
                look,
                () -> cluster.raw("/version"),
                failed -> !(failed instanceof ClusterRefused refused) || refused.status() == ClusterRefused.NO_ANSWER);
    }

    /** How many of its hurt instances were under the fault at the worst look, and why not more. */
    public record Seen(int least, String why) {
        Seen worse(Seen other) {
            return other.least < least ? other : this;
        }
    }

    /**
     * @param worst of all looks
     * @param looked when somebody last saw it
     * @param blind the longest time between two of these
     */
    private record Held(Seen worst, long looked, Duration blind) {
        Held seen(Seen now) {
            return new Held(worst.worse(now), System.nanoTime(), blindUntilNow());
        }

        Duration blindUntilNow() {
            Duration since = Duration.ofNanos(System.nanoTime() - looked);
            return since.compareTo(blind) > 0 ? since : blind;
        }
    }

    public void begin(F fault, Seen first) {
        watched.put(fault, new Held(first, System.nanoTime(), Duration.ZERO));
    }

    /**
     * What was seen since it began. Nobody knows how it fared where nobody could look for longer than the server may be silent:
     * then it counts as if it had not been there.
     */
    public Seen end(F fault) {
        Held held = watched.remove(fault);
        if (held == null) {
            return new Seen(0, "it was not watched");
        }
        Duration blind = held.blindUntilNow();
        return blind.compareTo(pace.silence()) <= 0
                ? held.worst
                : held.worst.worse(new Seen(0, "nobody could look at it for " + blind.toSeconds() + " s"));
    }

    /** Whether the server has answered lately. */
    public boolean isAlive() {
        return System.nanoTime() - heard < pace.silence().toNanos();
    }

    public void heard() {
        heard = System.nanoTime();
    }

    private void run() {
        while (!closed && Uninterrupted.pause(pace.between())) {
            Collection<F> now = Map.copyOf(watched).keySet();
            if (now.isEmpty()) {
                ask(ping);
            }
            now.forEach(fault -> ask(() -> look(fault)));
        }
    }

    private void look(F fault) {
        Seen now = look.apply(fault);
        watched.computeIfPresent(fault, (key, before) -> before.seen(now));
    }

    private void ask(Runnable question) {
        try {
            question.run();
            heard();
        } catch (RuntimeException failed) {
            if (!silence.test(failed)) {
                heard();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}

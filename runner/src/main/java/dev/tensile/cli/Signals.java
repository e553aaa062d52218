package dev.tensile.cli;

import dev.tensile.engine.StopRequest;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** While it is open, a signal asks the run to stop instead of ending the process; the run then puts everything back. */
final class Signals implements AutoCloseable {
    /** By name, with the exit code by which shells know it. */
    private static final Map<String, Integer> ANSWERED = Map.of("HUP", 129, "INT", 130, "TERM", 143);

    private final AtomicInteger received = new AtomicInteger();
    private final Map<String, Object> before = new ConcurrentHashMap<>();

    private Signals() {}

    static Signals stopping(StopRequest stop, Console console) {
        Signals signals = new Signals();
        ANSWERED.forEach((name, code) -> {
            Object old = org.jline.utils.Signals.register(name, () -> {
                boolean first = signals.received.compareAndSet(0, code);
                stop.request(StopRequest.By.OPERATOR, "stopped by SIG" + name);
                console.say(first ? "stopping: everything is put back" : "still putting everything back, please wait");
            });
            if (old != null) {
                signals.before.put(name, old);
            }
        });
        return signals;
    }

    /** The exit code of the first signal that came. */
    OptionalInt exitCode() {
        int code = received.get();
        return code == 0 ? OptionalInt.empty() : OptionalInt.of(code);
    }

    @Override
    public void close() {
        before.forEach(org.jline.utils.Signals::unregister);
    }
}

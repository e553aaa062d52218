package dev.tensile.engine.local;

import dev.tensile.engine.Injection;
import dev.tensile.experiment.Scope;
import dev.tensile.run.Delivered;

/** A dose on a leased link. If the link is lost, the last count that was seen is the count. */
final class LocalInjection implements Injection {
    private final ControlClient control;
    private final long id;
    private final Scope scope;
    private Delivered.Traffic last = Delivered.Traffic.NOTHING;
    private boolean closed;

    LocalInjection(ControlClient control, long id, Scope scope) {
        this.control = control;
        this.scope = scope;
        this.id = id;
    }

    @Override
    public synchronized Delivered delivered() {
        if (!closed) {
            ask(Wire.Verb.DELIVERED);
        }
        return last;
    }

    @Override
    public boolean followsTraces() {
        return scope == Scope.REQUESTS;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            ask(Wire.Verb.REVERT);
        }
    }

    private void ask(Wire.Verb verb) {
        try {
            Delivered.Traffic answer = control.askSurely(Wire.Ask.of(verb, id)).delivered();
            last = answer == null ? last : answer;
        } catch (ControlClient.Lost e) {
            // The link is dead, or its own time limit will revert; the verification says which.
        }
    }
}

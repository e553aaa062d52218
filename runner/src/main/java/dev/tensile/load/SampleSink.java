package dev.tensile.load;

import dev.tensile.run.Samples;

/** Where finished requests go. Called by one thread only, several times a second, never on an event loop. */
@FunctionalInterface
public interface SampleSink {
    void accept(Samples batch);
}

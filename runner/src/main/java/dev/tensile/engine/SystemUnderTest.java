package dev.tensile.engine;

import dev.tensile.run.Event;
import java.util.function.Consumer;

/** What is hurt: found running, or started for the run. */
@FunctionalInterface
public interface SystemUnderTest {
    /**
     * Makes sure that it runs.
     *
     * @param journal is told, before each act, how another process undoes it
     * @return stops what was started, and only that
     * @throws EngineException if it does not run and cannot be started
     */
    Running start(Consumer<Event> journal, RunTime time);

    /** A system that runs. */
    interface Running extends AutoCloseable {
        /** Looks whether its services are able to work. */
        void checkHealth();

        @Override
        void close();
    }
}

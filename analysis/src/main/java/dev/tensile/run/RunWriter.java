package dev.tensile.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes down a run while it goes on. Events may come from any thread; samples, link counts and readings from one each. */
public final class RunWriter implements Closeable {
    private final Path folder;
    private final EventLog events;
    private final SampleLog samples;
    private final LineLog<LinkCount> attempts;
    private final LineLog<Reading> readings;

    RunWriter(Path folder, EventLog events, SampleLog samples, LineLog<LinkCount> attempts, LineLog<Reading> readings) {
        this.folder = folder;
        this.events = events;
        this.samples = samples;
        this.attempts = attempts;
        this.readings = readings;
    }

    public Path folder() {
        return folder;
    }

    /**
     * Returns when the event is written; if it is {@link Event.Injecting}, when it is on disk.
     *
     * @throws RunStoreException if it cannot be written: then nothing that it announces may be done
     */
    public void append(Event event) {
        try {
            synchronized (events) {
                events.append(event);
            }
        } catch (IOException full) {
            throw unwritable(full);
        }
    }

    public void append(Samples batch) {
        try {
            samples.append(batch);
        } catch (IOException full) {
            throw unwritable(full);
        }
    }

    public void append(List<LinkCount> counts) {
        try {
            attempts.append(counts);
        } catch (IOException full) {
            throw unwritable(full);
        }
    }

    public void appendReadings(List<Reading> read) {
        try {
            readings.append(read);
        } catch (IOException full) {
            throw unwritable(full);
        }
    }

    private RunStoreException unwritable(IOException cause) {
        return new RunStoreException(
                "cannot write to the run folder " + folder + ": " + cause.getMessage(),
                "make room on that disk, or choose another place with --runs",
                cause);
    }

    @Override
    public void close() {
        try {
            events.close();
            samples.close();
            attempts.close();
            readings.close();
        } catch (IOException full) {
            throw unwritable(full);
        }
    }
}

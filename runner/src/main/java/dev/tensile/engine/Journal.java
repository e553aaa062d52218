package dev.tensile.engine;

import dev.tensile.run.Event;
import dev.tensile.run.LinkCount;
import dev.tensile.run.Reading;
import dev.tensile.run.RunStoreException;
import dev.tensile.run.RunWriter;
import dev.tensile.run.Samples;
import java.util.List;

/**
 * Writes down a run, and makes sure that a disk that fails neither hides a fault nor hinders its undo: what announces an act
 * must be written or the act is not done; anything else that cannot be written stops the run.
 */
final class Journal {
    private final RunWriter writer;
    private final StopRequest stop;

    Journal(RunWriter writer, StopRequest stop) {
        this.writer = writer;
        this.stop = stop;
    }

    /** @throws RunStoreException if it is not on disk */
    void mustWrite(Event event) {
        writer.append(event);
    }

    void write(Event event) {
        try {
            writer.append(event);
        } catch (RunStoreException full) {
            stop.request(StopRequest.By.FAILURE, full.getMessage() + "; " + full.mend());
        }
    }

    void write(List<LinkCount> counts) {
        try {
            writer.append(counts);
        } catch (RunStoreException full) {
            stop.request(StopRequest.By.FAILURE, full.getMessage() + "; " + full.mend());
        }
    }

    void writeReadings(List<Reading> readings) {
        try {
            writer.appendReadings(readings);
        } catch (RunStoreException full) {
            stop.request(StopRequest.By.FAILURE, full.getMessage() + "; " + full.mend());
        }
    }

    void write(Samples batch) {
        try {
            writer.append(batch);
        } catch (RunStoreException full) {
            stop.request(StopRequest.By.FAILURE, full.getMessage() + "; " + full.mend());
        }
    }
}

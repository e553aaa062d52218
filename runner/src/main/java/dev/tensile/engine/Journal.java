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
        orStop(() -> writer.append(event));
    }

    void write(List<LinkCount> counts) {
        orStop(() -> writer.append(counts));
    }

    void writeReadings(List<Reading> readings) {
        orStop(() -> writer.appendReadings(readings));
    }

    void write(Samples batch) {
        orStop(() -> writer.append(batch));
    }

    private void orStop(Runnable write) {
        try {
            write.run();
        } catch (RunStoreException full) {
            stop.request(StopRequest.By.FAILURE, full.getMessage() + "; " + full.mend());
        }
    }
}

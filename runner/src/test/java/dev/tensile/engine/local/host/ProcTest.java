package dev.tensile.engine.local.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What is read from the files of Linux. */
final class ProcTest {
    @Test
    void timeThatAHypervisorTookIsNotBusy() {
        Proc.Processors before = Proc.processors("cpu  100 0 50 800 20 5 5 20 0 0\ncpu0 100 0 50 800 20 5 5 20 0 0\n");
        assertEquals(new Proc.Processors(160, 1_000), before);
        Proc.Processors after = Proc.processors("cpu  130 0 60 840 30 5 5 30 0 0\n");
        assertEquals(0.4, after.busySince(before), 1e-9);
    }

    @Test
    void whatIsNotThereIsNothing() {
        assertEquals(new Proc.Processors(0, 0), Proc.processors(""));
        assertEquals(new Proc.Processors(3, 7), Proc.processors("cpu 1 1 1 4"));
    }
}

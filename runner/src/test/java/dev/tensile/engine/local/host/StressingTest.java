package dev.tensile.engine.local.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.run.Delivered;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A child that takes something, looked at by the test instead of a watchdog. */
@Timeout(120)
final class StressingTest {
    private static final long SOON = 60_000;

    @TempDir
    private Path folder;

    private final Mark mark =
            new Mark("stressing-test-" + ProcessHandle.current().pid());

    @BeforeEach
    void state() {
        System.setProperty("tensile.state", folder.resolve("state").toString());
    }

    @AfterEach
    void end() {
        System.clearProperty("tensile.state");
        assertEquals(List.of(), Mark.end(mark.all(), 100));
    }

    private Stressing take(HostWire.Act act, double amount) throws Exception {
        Stressing stressing = new Stressing(
                new HostWire.Order(
                        1,
                        act,
                        "",
                        List.of(),
                        0,
                        0,
                        amount,
                        1,
                        act == HostWire.Act.FILL ? folder.toString() : "",
                        List.of(),
                        "",
                        List.of(),
                        null,
                        SOON,
                        SOON),
                mark);
        stressing.begin();
        return stressing;
    }

    /** As the watchdog does, until something is so. */
    private static void looks(Stressing stressing, BooleanSupplier isSo) {
        assertTrue(Waiting.until(SOON, () -> {
            stressing.tick();
            return isSo.getAsBoolean();
        }));
    }

    private void endTheChild() {
        List<Victim> children = mark.of(Mark.STRESS);
        assertEquals(1, children.size());
        children.get(0).send(Victim.Signal.KILL);
    }

    @Test
    void whatIsNoLongerHeldCountsAsNothing() throws Exception {
        Stressing memory = take(HostWire.Act.MEMORY, 50e6);
        looks(memory, () -> memory.isShown() && memory.measured().got() > 45e6);
        endTheChild();
        looks(memory, () -> memory.measured().got() < 40e6 && !memory.trouble().isEmpty());
        Delivered.Measured got = memory.measured();
        assertEquals(0, got.least());
        assertFalse(got.isAsAsked());
        assertTrue(memory.trouble().contains("has ended"), memory::trouble);
        memory.end();
    }

    @Test
    void whatIsNoLongerTakenCountsForTheRateAsLongAsItIsMissing() throws Exception {
        Stressing cpu = take(HostWire.Act.CPU, 0.2);
        looks(cpu, () -> cpu.measured().most() > 0.05);
        double before = cpu.measured().got();
        endTheChild();
        looks(cpu, () -> cpu.measured().got() < before / 2);
        assertEquals(0, cpu.measured().least());
        assertTrue(cpu.trouble().contains("has ended"), cpu::trouble);
        cpu.end();
    }

    @Test
    void whatThereIsIsSaidBeforeItIsAll() throws Exception {
        Stressing disk = take(HostWire.Act.FILL, 20e9);
        looks(disk, () -> disk.measured().got() > 0);
        assertFalse(disk.isShown());
        disk.end();
    }
}

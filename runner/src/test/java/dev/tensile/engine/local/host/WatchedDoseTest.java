package dev.tensile.engine.local.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.run.Delivered;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A dose in the hands of the watchdog, whatever goes wrong with it. The clock is an argument. */
@Timeout(60)
final class WatchedDoseTest {
    private static final long BEGIN = 1_000_000;

    @TempDir
    private Path folder;

    private final Sleepers sleepers = new Sleepers();

    @BeforeEach
    void state() {
        System.setProperty("tensile.state", folder.resolve("state").toString());
    }

    @AfterEach
    void noState() {
        System.clearProperty("tensile.state");
        sleepers.close();
    }

    /** A dose that does what a test says. */
    private static final class Fake implements Hurt {
        private final Held held;
        private boolean shown;
        private boolean fails;
        private int ticks;
        private int ends;

        Fake(Held held) {
            this.held = held;
        }

        @Override
        public Held held() {
            return held;
        }

        @Override
        public void begin() {
            // The test has done it.
        }

        @Override
        public void tick() {
            ticks++;
            failIfTold();
        }

        private void failIfTold() {
            if (fails) {
                throw new IllegalStateException("told to fail");
            }
        }

        @Override
        public boolean isShown() {
            return shown;
        }

        @Override
        public String trouble() {
            return "";
        }

        @Override
        public void end() {
            ends++;
            failIfTold();
        }

        @Override
        public Delivered.Measured measured() {
            return new Delivered.Measured("fake", "instances", 1, 1, 1, 1, List.of());
        }
    }

    private static HostWire.Order order(long limitMillis, long graceMillis) {
        return new HostWire.Order(
                1,
                HostWire.Act.PAUSE,
                "",
                List.of(),
                graceMillis,
                0,
                0,
                0,
                "",
                List.of(),
                "",
                List.of(),
                null,
                30_000 + graceMillis,
                limitMillis);
    }

    private static long at(double seconds) {
        return BEGIN + Math.round(seconds * TimeUnit.SECONDS.toNanos(1));
    }

    private HeldFolder folder() throws Exception {
        HeldFolder made = HeldFolder.of("lease");
        made.create();
        return made;
    }

    @Test
    void aDoseThatFailsGoesOnAndSaysSoAndEndsAtItsLimit() throws Exception {
        Fake fake = new Fake(new Held.Taken("nothing", ""));
        fake.shown = true;
        fake.fails = true;
        WatchedDose dose = new WatchedDose(order(1_000, 0), fake, folder(), BEGIN);
        dose.tick(at(0.1)); // in force
        dose.tick(at(0.2));
        assertEquals(2, fake.ticks);
        assertTrue(dose.state().trouble().contains("told to fail"), dose.state()::toString);
        dose.tick(at(1.2));
        dose.tick(at(1.3));
        assertTrue(dose.state().over());
        assertEquals(1, fake.ends);
    }

    @Test
    void theTimeLimitCountsFromWhenItIsInForce() throws Exception {
        Fake fake = new Fake(new Held.Taken("nothing", ""));
        WatchedDose dose = new WatchedDose(order(12_000, 30_000), fake, folder(), BEGIN);
        dose.tick(at(45));
        fake.shown = true;
        dose.tick(at(46));
        dose.tick(at(57.9));
        assertFalse(dose.state().over());
        dose.tick(at(58.1));
        assertTrue(dose.state().over());
        assertEquals("its time limit passed", dose.state().trouble());
    }

    @Test
    void whatIsNeverSeenToBeInForceEndsTooAndOnceItIsLateItIsNotHeldLonger() throws Exception {
        Fake never = new Fake(new Held.Taken("nothing", ""));
        Fake late = new Fake(new Held.Taken("nothing", ""));
        List<WatchedDose> doses = List.of(
                new WatchedDose(order(12_000, 0), never, folder(), BEGIN),
                new WatchedDose(order(12_000, 0), late, folder(), BEGIN));
        doses.forEach(dose -> dose.tick(at(40)));
        late.shown = true;
        doses.forEach(dose -> dose.tick(at(41.9)));
        assertTrue(doses.stream().noneMatch(dose -> dose.state().over()));
        doses.forEach(dose -> dose.tick(at(42.1)));
        assertTrue(doses.stream().allMatch(dose -> dose.state().over()));
    }

    @Test
    void whatIsStillStoppedIsContinuedAtTheNextLook() throws Exception {
        Victim victim = sleepers.start(folder.resolve("orders.pid"));
        victim.send(Victim.Signal.STOP);
        assertTrue(Waiting.until(2_000, victim::isStopped));
        HeldFolder records = folder();
        Fake fake = new Fake(new Held.Stopped(List.of(victim)));
        fake.fails = true;
        records.write(1, fake.held());
        WatchedDose dose = new WatchedDose(order(60_000, 0), fake, records, BEGIN);
        dose.revert("");
        assertTrue(victim.isStopped(), "ending it failed");
        assertTrue(dose.state().trouble().contains("taking it back failed"), dose.state()::toString);
        dose.tick(at(0.1));
        assertFalse(victim.isStopped());
        assertFalse(records.has(1));
    }
}

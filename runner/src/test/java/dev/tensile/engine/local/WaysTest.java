package dev.tensile.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.experiment.LinkFault.Direction;
import dev.tensile.experiment.LinkFault.PacketHarm;
import dev.tensile.run.Delivered;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes there and what comes back: delays, lost packets and narrow lines. */
@Timeout(60)
final class WaysTest {
    @ParameterizedTest
    @CsvSource({"TO, 1", "FROM, 1", "BOTH, 2"})
    void aLatencyActsOnItsWays(Direction direction, int times) throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller caller = link.call()) {
            caller.echo("before");
            long id = link.inject(Sent.latency(link.dependency(), Sent.ALL, direction, 120));
            double took = caller.echo("during");
            assertTrue(took >= 120 * times, direction + " took " + took + " ms");
            Delivered.Traffic delivered = link.revert(id);
            assertEquals(times, delivered.delays().count());
            assertTrue(delivered.delays().minNanos() >= 119_000_000, delivered::toString);
        }
    }

    @Test
    void revertingLetsGoWhatComesBack() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller caller = link.call()) {
            caller.echo("before");
            long id = link.inject(Sent.latency(link.dependency(), Sent.ALL, Direction.FROM, 60_000));
            caller.send("during");
            assertTrue(caller.isSilentFor(50));
            link.revert(id);
            assertEquals("during", caller.receive(6));
        }
    }

    @Test
    void bothWaysTheEndOfAStreamArrivesBehindItsBytes() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller caller = link.call()) {
            link.inject(Sent.latency(link.dependency(), Sent.ALL, Direction.BOTH, 50));
            caller.send("last words");
            caller.socket().shutdownOutput();
            assertEquals("last words", caller.receive(10));
            assertEquals(-1, caller.socket().getInputStream().read());
        }
    }

    /** A megabit a second is 125 bytes a millisecond; not sooner than that, however busy the machine. */
    @ParameterizedTest
    @CsvSource({"TO", "FROM"})
    void aNarrowLineLetsNoMoreThrough(Direction direction) throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller caller = link.call()) {
            long id = link.inject(Sent.bandwidth(link.dependency(), direction, 1_000_000));
            double took = caller.echo("x".repeat(25_000));
            assertTrue(took >= 195, took + " ms");
            Delivered.Harms harms = link.revert(id).harms();
            assertEquals(25_000, harms.throttledBytes());
            assertTrue(harms.throttledNanos() >= 195_000_000, harms::toString);
        }
    }

    @Test
    void twoConnectionsShareALineAndTakeTurns() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller bulky = link.call();
                Caller small = link.call()) {
            bulky.echo("before");
            small.echo("before");
            long id = link.inject(Sent.bandwidth(link.dependency(), Direction.TO, 1_000_000));
            bulky.send("x".repeat(50_000));
            Caller.await("it is on its way", () -> link.delivered(id).harms().throttledBytes() > 0);
            small.echo("during");
            assertTrue(link.upstream().received() < 40_000, "the small one waited for all of the bulky one");
            assertEquals(50_000, bulky.receive(50_000).length());
        }
    }

    @Test
    void aLineIsSharedByAllConnectionsTogether() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller one = link.call();
                Caller other = link.call()) {
            link.inject(Sent.bandwidth(link.dependency(), Direction.TO, 1_000_000));
            long begin = System.nanoTime();
            one.send("x".repeat(12_500));
            other.send("x".repeat(12_500));
            one.receive(12_500);
            other.receive(12_500);
            assertTrue(System.nanoTime() - begin >= 195_000_000L);
        }
    }

    @Test
    void revertingANarrowLineLetsAllThatWaitsThroughInOrder() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller caller = link.call()) {
            caller.echo("before");
            long id = link.inject(Sent.bandwidth(link.dependency(), Direction.BOTH, 800));
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 4_000; i++) {
                text.append(i).append(' ');
            }
            caller.send(text.toString());
            Caller.await("some of it waits", () -> link.upstream().received() > 6 || link.connections() == 1);
            link.revert(id);
            assertEquals(text.toString(), caller.receive(text.length()));
        }
    }

    @Test
    void aLatencyDoesNotNarrowALineNorALineALatency() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller caller = link.call()) {
            long late = link.inject(Sent.latency(link.dependency(), Sent.ALL, Direction.TO, 300));
            link.inject(Sent.bandwidth(link.dependency(), Direction.TO, 8_000_000));
            double took = caller.echo("x".repeat(100_000));
            assertTrue(took >= 395, took + " ms");
            Delivered.Delays delays = link.revert(late).delays();
            assertTrue(delays.minNanos() >= 299_000_000, delays::toString);
        }
    }

    @Test
    void aLostPacketIsLateButNoByteIsMissing() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller caller = link.call()) {
            long id = link.inject(Sent.loss(link.dependency(), PacketHarm.LOSS, Direction.TO, 30));
            int late = 0;
            for (int i = 0; i < 20; i++) {
                late += caller.echo("hello " + i) >= 200 ? 1 : 0;
            }
            Delivered.Traffic delivered = link.revert(id);
            assertEquals(20, delivered.harms().piecesSeen());
            assertTrue(delivered.harms().piecesHarmed() > 0, delivered::toString);
            assertTrue(late >= delivered.harms().piecesHarmed(), late + " late, " + delivered);
            assertTrue(delivered.delays().minNanos() >= 199_000_000, delivered::toString);
        }
    }

    @Test
    void whatTheChecksumTellsOfIsLost() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller caller = link.call()) {
            long id = link.inject(Sent.loss(link.dependency(), PacketHarm.CORRUPT, Direction.FROM, 100));
            caller.send("hello");
            assertTrue(caller.isSilentFor(250));
            Delivered.Traffic delivered = link.revert(id);
            assertEquals("hello", caller.receive(5));
            assertEquals(1, delivered.harms().piecesHarmed());
        }
    }

    @Test
    void theTimeLimitEndsANarrowLineToo() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller caller = link.call()) {
            link.inject(Sent.bandwidth(link.dependency(), Direction.TO, 800), Duration.ofMillis(200), 1);
            assertTrue(caller.echo("x".repeat(2_000)) < Caller.PATIENCE_MILLIS);
            Caller.await("it is out of force", link::nothingInForce);
        }
    }
}

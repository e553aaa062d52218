package dev.tensile.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.TestPlans;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.LinkFault.Direction;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Share;
import dev.tensile.experiment.StreamHarm;
import dev.tensile.experiment.StreamHarm.Flapping.Down;
import dev.tensile.run.Delivered;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Harms of connections as streams of bytes, on live and on new ones, and that they end. */
@Timeout(60)
final class StreamFaultsTest {
    @Test
    void aConnectionIsResetAfterSoManyBytesWhichArrive() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller live = link.call()) {
            live.echo("bytes before the injection do not count");
            long id = link.inject(Sent.stream(link.dependency(), new StreamHarm.ResetAfterBytes(10), Direction.FROM));
            live.echo("12345");
            live.send("67890 and more");
            assertEquals("67890", live.receive(5));
            assertThrows(SocketException.class, () -> live.receive(1));
            Delivered.Traffic delivered = link.revert(id);
            assertEquals(1, delivered.resets());
            assertEquals(1, delivered.connectionsTouched());
        }
    }

    @Test
    void onlyConnectionsThatCarryEnoughAreSeenByAResetAfterBytes() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller idle = link.call();
                Caller busy = link.call()) {
            long id = link.inject(Sent.stream(link.dependency(), new StreamHarm.ResetAfterBytes(10), Direction.TO));
            idle.echo("short");
            busy.send("long enough");
            Caller.await("it is reset", () -> link.delivered(id).resets() == 1);
            Delivered.Traffic delivered = link.revert(id);
            assertEquals(1, delivered.connectionsSeen());
            idle.echo("still here");
        }
    }

    @Test
    void aConnectionIsResetAfterSomeTime() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller live = link.call()) {
            live.echo("before");
            long begin = System.nanoTime();
            long id = link.inject(Sent.stream(
                    link.dependency(), new StreamHarm.ResetAfterTime(Duration.ofMillis(150)), Direction.BOTH));
            assertThrows(SocketException.class, () -> live.receive(1));
            assertTrue(System.nanoTime() - begin >= 150_000_000);
            try (Caller fresh = link.call()) {
                assertThrows(SocketException.class, () -> fresh.receive(1));
            }
            assertEquals(2, link.revert(id).resets());
        }
    }

    @Test
    void aRevertedResetAfterTimeDoesNotComeLater() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller live = link.call()) {
            live.echo("before");
            long id = link.inject(Sent.stream(
                    link.dependency(), new StreamHarm.ResetAfterTime(Duration.ofMillis(200)), Direction.BOTH));
            link.revert(id);
            assertTrue(live.isSilentFor(400));
            live.echo("after");
        }
    }

    @Test
    void aTruncatedStreamEndsCleanlyWhereItWasAsked() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller caller = link.call()) {
            long id = link.inject(Sent.stream(link.dependency(), new StreamHarm.Truncate(7), Direction.FROM));
            caller.send("0123456789");
            assertEquals("0123456", caller.receive(7));
            assertEquals(-1, caller.socket().getInputStream().read());
            Delivered.Traffic delivered = link.revert(id);
            assertEquals(1, delivered.harms().cutShort());
            assertEquals(3, delivered.swallowedBytes());
        }
    }

    @Test
    void aStreamThatIsNoLongerThanTheLimitIsLeftAlone() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller caller = link.call()) {
            long id = link.inject(Sent.stream(link.dependency(), new StreamHarm.Truncate(10), Direction.BOTH));
            caller.echo("0123456789");
            Delivered.Traffic delivered = link.revert(id);
            assertFalse(delivered.touchedAnything(), delivered::toString);
            caller.echo("and goes on when it is reverted");
        }
    }

    @Test
    void aSlowCloseDelaysTheEndAlone() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller caller = link.call()) {
            Intensity delay = new Intensity.Delay(Duration.ofMillis(200), Duration.ZERO);
            long id = link.inject(
                    Sent.stream(link.dependency(), new StreamHarm.SlowClose(), Direction.FROM, Sent.ALL, delay));
            caller.send("last words");
            caller.socket().shutdownOutput();
            assertEquals("last words", caller.receive(10));
            long begin = System.nanoTime();
            assertEquals(-1, caller.socket().getInputStream().read());
            assertTrue(System.nanoTime() - begin >= 100_000_000, "the end came with the bytes");
            assertEquals(1, link.revert(id).delays().count());
        }
    }

    @Test
    void slicesArriveWithGapsBetweenThemAndUnchanged() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller caller = link.call()) {
            long id = link.inject(
                    Sent.stream(link.dependency(), new StreamHarm.Slices(10, Duration.ofMillis(20)), Direction.FROM));
            double took = caller.echo("0123456789".repeat(10));
            assertTrue(took >= 9 * 20, took + " ms");
            assertEquals(10, link.revert(id).delays().count());
        }
    }

    @Test
    void aHalfOpenConnectionIsDeadOneWayAndResetAtTheEnd() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller live = link.call()) {
            live.echo("before");
            long received = link.upstream().received();
            long id = link.inject(Sent.stream(link.dependency(), new StreamHarm.HalfOpen(), Direction.FROM));
            live.send("heard");
            Caller.await("it is heard", () -> link.upstream().received() == received + 5);
            try (Caller fresh = link.call()) {
                fresh.send("heard");
                Caller.await("it is heard", () -> link.upstream().received() == received + 10);
                assertTrue(live.isSilentFor(50));
                assertTrue(fresh.isSilentFor(50));
                Delivered.Traffic delivered = link.revert(id);
                assertEquals(10, delivered.swallowedBytes());
                assertTrue(live.isReset());
                assertTrue(fresh.isReset());
            }
        }
    }

    @Test
    void corruptionFlipsOneBitOfAPieceAndNoLength() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller caller = link.call()) {
            Intensity all = new Intensity.Portion(Share.ALL);
            long id = link.inject(
                    Sent.stream(link.dependency(), new StreamHarm.Corruption(), Direction.FROM, Sent.ALL, all));
            String sent = "x".repeat(1000);
            caller.send(sent);
            String got = caller.receive(1000);
            assertNotEquals(sent, got);
            int flipped = 0;
            for (int i = 0; i < 1000; i++) {
                flipped += BitSet.valueOf(new long[] {sent.charAt(i) ^ got.charAt(i)})
                        .cardinality();
            }
            Delivered.Harms harms = link.revert(id).harms();
            assertEquals(harms.piecesHarmed(), flipped);
            assertEquals(harms.piecesSeen(), harms.piecesHarmed());
            caller.echo("after");
        }
    }

    @Test
    void aFlappingLinkIsDownThenUpThenDown() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller live = link.call()) {
            live.echo("before");
            StreamHarm flapping =
                    new StreamHarm.Flapping(Duration.ofMillis(300), Duration.ofMillis(300), Down.REFUSING);
            long id = link.inject(Sent.stream(link.dependency(), flapping, Direction.BOTH));
            assertTrue(live.isReset());
            assertFalse(isServed(link));
            Caller.await("it is up", () -> isServed(link));
            Caller.await("it is down", () -> !isServed(link));
            Caller.await("it is up again", () -> isServed(link));
            Delivered.Traffic delivered = link.revert(id);
            assertTrue(delivered.connectionsTouched() > 0, delivered::toString);
            assertTrue(isServed(link));
        }
    }

    private static boolean isServed(LinkUnderTest link) {
        try (Caller caller = link.call()) {
            caller.echo("hello");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aSilentlyFlappingLinkLosesNothing() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller caller = link.call()) {
            caller.echo("before");
            StreamHarm flapping = new StreamHarm.Flapping(Duration.ofMinutes(1), Duration.ofMillis(300), Down.SILENT);
            long id = link.inject(Sent.stream(link.dependency(), flapping, Direction.BOTH));
            double down = caller.echo("while it is down");
            Delivered.Traffic delivered = link.delivered(id);
            assertTrue(delivered.delays().count() > 0 && down > 1, down + " ms, " + delivered);
            assertEquals(1, delivered.connectionsTouched());
            caller.echo("while it is up");
            link.revert(id);
        }
    }

    @Test
    void whatIsOutsideTheShareIsLeftAlone() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest()) {
            long id = link.inject(
                    Sent.stream(
                            link.dependency(),
                            new StreamHarm.ResetAfterBytes(3),
                            Direction.TO,
                            TestPlans.percentOf(Scope.CONNECTIONS, 30),
                            new Intensity.Full()),
                    LinkUnderTest.LONG,
                    7);
            int spared = 0;
            for (int i = 0; i < 100; i++) {
                spared += isServed(link) ? 1 : 0;
            }
            Delivered.Traffic delivered = link.revert(id);
            assertEquals(100, delivered.connectionsSeen());
            assertEquals(100 - spared, delivered.resets());
            assertTrue(spared > 50 && spared < 90, spared + " of 100 spared at 30 %");
        }
    }
}

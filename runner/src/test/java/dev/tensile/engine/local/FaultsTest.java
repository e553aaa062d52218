package dev.tensile.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.TestPlans;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Scope;
import dev.tensile.run.Delivered;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What each fault does to live and to new connections, and that it ends. */
@Timeout(60)
final class FaultsTest {
    private static final BlastRadius ALL_CONNECTIONS = TestPlans.percentOf(Scope.CONNECTIONS, 100);
    private static final BlastRadius ALL_REQUESTS = TestPlans.percentOf(Scope.REQUESTS, 100);
    private static final Duration DELAY = Duration.ofMillis(150);
    private static final String REQUEST = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";

    @Test
    void latencyDelaysLiveAndNewConnectionsAndCountsWhatItAdded() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller live = link.call()) {
            live.echo("before");
            long id = link.inject(TestPlans.latency(link.dependency(), ALL_CONNECTIONS, DELAY));
            assertTrue(live.echo("during") >= 150);
            try (Caller fresh = link.call()) {
                assertTrue(fresh.echo("during") >= 150);
            }
            Delivered.Traffic delivered = link.revert(id);
            assertTrue(live.echo("after") < 150);
            assertEquals(2, delivered.connectionsSeen());
            assertEquals(2, delivered.connectionsTouched());
            assertEquals(2, delivered.delays().count());
            assertTrue(delivered.delays().minNanos() >= 149_000_000, delivered::toString);
        }
    }

    @Test
    void latencyKeepsFullBandwidth() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller caller = link.call()) {
            link.inject(TestPlans.latency(link.dependency(), ALL_CONNECTIONS, DELAY));
            double one = caller.echo("x");
            double many = caller.echo("x".repeat(1 << 20));
            assertTrue(many < one + 1000, "1 MiB took " + many + " ms, one byte " + one + " ms");
        }
    }

    @Test
    void latencyOfRequestsDelaysEachRequestOnceWithWhatFollowsIt() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller caller = link.call()) {
            long id = link.inject(TestPlans.latency(link.dependency(), ALL_REQUESTS, DELAY));
            String post = "POST /a HTTP/1.1\r\nContent-Length: 10\r\n\r\n0123456789";
            assertTrue(caller.echo(post.substring(0, 20).concat(post.substring(20))) >= 150);
            caller.send(post.substring(0, 25));
            caller.send(post.substring(25));
            assertEquals(post, caller.receive(post.length()));
            Delivered.Traffic delivered = link.revert(id);
            assertEquals(2, delivered.requestsSeen());
            assertEquals(2, delivered.requestsTouched());
            assertEquals(2, delivered.delays().count(), delivered::toString);
        }
    }

    @Test
    void revertingFlushesWhatWaitsInOrder() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller caller = link.call()) {
            caller.echo("before");
            long id = link.inject(TestPlans.latency(link.dependency(), ALL_CONNECTIONS, Duration.ofMinutes(1)));
            for (int i = 0; i < 10; i++) {
                caller.send("part " + i);
            }
            Caller.await("the link has it", () -> link.connections() == 1);
            assertTrue(caller.isSilentFor(50));
            link.revert(id);
            for (int i = 0; i < 10; i++) {
                assertEquals("part " + i, caller.receive(6));
            }
        }
    }

    @Test
    void resetCutsLiveConnectionsAtOnceAndNewOnesWhenTheyCarryData() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller live = link.call()) {
            live.echo("before");
            long id = link.inject(TestPlans.reset(link.dependency(), ALL_CONNECTIONS));
            assertTrue(live.isReset());
            try (Caller fresh = link.call()) {
                assertTrue(fresh.isSilentFor(50));
                assertTrue(fresh.isReset());
            }
            Delivered.Traffic delivered = link.revert(id);
            assertEquals(2, delivered.resets());
            assertEquals(2, delivered.connectionsTouched());
            try (Caller after = link.call()) {
                after.echo("after");
            }
        }
    }

    @Test
    void resetOfRequestsCutsBothSidesWhenTheRequestHasCome() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller caller = link.call()) {
            caller.echo(REQUEST);
            long received = link.upstream().received();
            long id = link.inject(TestPlans.reset(link.dependency(), ALL_REQUESTS));
            assertTrue(caller.isSilentFor(50));
            caller.send(REQUEST);
            assertTrue(caller.isReset());
            Caller.await("the upstream sees a reset", () -> link.upstream().lost() == 1);
            assertEquals(received, link.upstream().received());
            assertEquals(1, link.revert(id).requestsTouched());
        }
    }

    @Test
    void refusingAllCutsLiveConnectionsAndClosesThePort() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller live = link.call()) {
            live.echo("before");
            long id = link.inject(TestPlans.refuse(link.dependency(), 100));
            assertTrue(live.isReset());
            assertThrows(ConnectException.class, link::call);
            Delivered.Traffic delivered = link.revert(id);
            assertEquals(1, delivered.connectionsTouched());
            try (Caller after = link.call()) {
                after.echo("after");
            }
        }
    }

    @Test
    void refusingAllWithoutLiveConnectionsCountsTheFirstNewcomerThenClosesThePort() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest()) {
            long id = link.inject(TestPlans.refuse(link.dependency(), 100));
            assertFalse(link.delivered(id).touchedAnything());
            assertTrue(isTurnedAway(link));
            Caller.await("the witness is counted", () -> link.delivered(id).refusals() == 1);
            assertThrows(ConnectException.class, link::call);
            assertEquals(1, link.revert(id).refusals());
            try (Caller after = link.call()) {
                after.echo("after");
            }
        }
    }

    private static boolean isTurnedAway(LinkUnderTest link) {
        try (Caller caller = link.call()) {
            return caller.isReset();
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void aBlackholeIsSilentInBothDirectionsAndItsConnectionsAreResetAtTheEnd() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller live = link.call()) {
            live.echo("before");
            long id = link.inject(TestPlans.blackhole(link.dependency(), ALL_CONNECTIONS));
            try (Caller fresh = link.call()) {
                live.send("12345");
                fresh.send("12345");
                Caller.await("both are swallowed", () -> link.delivered(id).swallowedBytes() == 10);
                assertTrue(live.isSilentFor(50));
                assertTrue(fresh.isSilentFor(50));
                assertEquals(2, link.revert(id).connectionsTouched());
                assertTrue(live.isReset());
                assertTrue(fresh.isReset());
            }
            assertEquals(1, link.upstream().accepted());
            try (Caller after = link.call()) {
                after.echo("after");
            }
        }
    }

    @Test
    void aBlackholeOfRequestsSwallowsTheRequestAndThenTheConnection() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller caller = link.call()) {
            caller.echo(REQUEST);
            long id = link.inject(TestPlans.blackhole(link.dependency(), ALL_REQUESTS));
            caller.send(REQUEST);
            Caller.await("it is swallowed", () -> link.delivered(id).swallowedBytes() == REQUEST.length());
            assertTrue(caller.isSilentFor(50));
            Delivered.Traffic delivered = link.revert(id);
            assertEquals(1, delivered.requestsTouched());
            assertTrue(caller.isReset());
        }
    }

    @Test
    void theTimeLimitRevertsWithoutBeingAsked() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller caller = link.call()) {
            caller.echo("before");
            long id = link.inject(
                    TestPlans.latency(link.dependency(), ALL_CONNECTIONS, Duration.ofMinutes(1)),
                    Duration.ofMillis(300),
                    1);
            assertTrue(caller.echo("during") < 10_000);
            Caller.await("it is out of force", link::nothingInForce);
            assertTrue(link.revert(id).touchedAnything());
        }
    }
}

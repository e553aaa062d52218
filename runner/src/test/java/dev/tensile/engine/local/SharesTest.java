package dev.tensile.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.TestPlans;
import dev.tensile.experiment.Cohorts;
import dev.tensile.experiment.Scope;
import dev.tensile.run.Delivered;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is inside a blast radius. */
@Timeout(120)
final class SharesTest {
    @Test
    void theRequestsInsideAreExactlyThoseThatTheTraceIdSays() throws Exception {
        long seed = 42;
        Random random = new Random(7);
        int inside = 0;
        try (LinkUnderTest link = new LinkUnderTest();
                Caller caller = link.call()) {
            long id = link.inject(
                    TestPlans.latency(link.dependency(), TestPlans.percentOf(Scope.REQUESTS, 30), Duration.ofNanos(1)),
                    LinkUnderTest.LONG,
                    seed);
            for (int i = 0; i < 1000; i++) {
                long high = random.nextLong();
                long low = random.nextLong();
                caller.echo(request(high, low));
                inside += Cohorts.position(high, low, seed) < 0.3 ? 1 : 0;
                assertEquals(inside, link.delivered(id).requestsTouched(), "after request " + i);
            }
            Delivered.Traffic delivered = link.revert(id);
            assertEquals(1000, delivered.requestsSeen());
            assertTrue(inside > 250 && inside < 350, inside + " of 1000");
        }
    }

    private static String request(long high, long low) {
        return String.format("GET / HTTP/1.1\r\nTraceparent: 00-%016x%016x-00f067aa0ba902b7-01\r\n\r\n", high, low);
    }

    @Test
    void theConnectionsInsideDependOnTheSeedAloneAndNestWithTheShare() throws Exception {
        Set<Integer> small = touched(20, 5);
        Set<Integer> again = touched(20, 5);
        Set<Integer> wide = touched(60, 5);
        assertEquals(small, again);
        assertTrue(wide.containsAll(small));
        assertTrue(small.size() > 20 && small.size() < 60, small.size() + " of 200 at 20 %");
        assertTrue(wide.size() > 90 && wide.size() < 150, wide.size() + " of 200 at 60 %");
    }

    /** Which of 200 connections are turned away. */
    private static Set<Integer> touched(double percent, long seed) throws Exception {
        Set<Integer> refused = new TreeSet<>();
        try (LinkUnderTest link = new LinkUnderTest()) {
            long id = link.inject(TestPlans.refuse(link.dependency(), percent), LinkUnderTest.LONG, seed);
            for (int i = 0; i < 200; i++) {
                try (Caller caller = link.call()) {
                    caller.echo("hello");
                } catch (IOException e) {
                    refused.add(i);
                }
            }
            Delivered.Traffic delivered = link.revert(id);
            assertEquals(200, delivered.connectionsSeen());
            assertEquals(refused.size(), delivered.refusals());
            assertEquals(refused.size(), delivered.connectionsTouched());
        }
        return refused;
    }
}

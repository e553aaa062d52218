package dev.tensile.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.TestPlans;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.Scope;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What passes a link is counted, with a dose in force and without. */
@Timeout(60)
final class CountingTest {
    private static final String REQUEST = "GET /pay HTTP/1.1\r\nHost: x\r\n\r\n";

    private static Dose all(LinkFault fault) {
        return new Dose(fault, TestPlans.percentOf(Scope.CONNECTIONS, 100), new Intensity.Full());
    }

    @Test
    void requestsAndConnectionsAreCountedWithoutAnyDose() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest()) {
            try (Caller caller = link.call()) {
                caller.echo(REQUEST);
                caller.echo(REQUEST);
            }
            Caller.await("the connection is over", () -> link.connections() == 0);
            long bytes = 2L * REQUEST.length();
            assertEquals(
                    "OPENED=1 REQUEST=2 BYTES_SENT=" + bytes + " BYTES_RECEIVED=" + bytes,
                    link.counted().text());
        }
    }

    @Test
    void aRequestInABlackholeIsAnAttemptThatNobodyAnswers() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest()) {
            long id = link.inject(all(new LinkFault.Blackhole(link.dependency())));
            try (Caller caller = link.call()) {
                caller.send(REQUEST);
                Caller.await("the request is counted", () -> link.counted().of(Tally.What.REQUEST) == 1);
            }
            Caller.await("the caller is gone", () -> link.connections() == 0);
            assertEquals(1, link.counted().of(Tally.What.UNANSWERED));
            link.revert(id);
        }
    }

    @Test
    void aCallerWhoGivesUpADelayedRequestGotNoAnswerThoughOneComesLater() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest()) {
            link.inject(TestPlans.latency(
                    link.dependency(), TestPlans.percentOf(Scope.REQUESTS, 100), Duration.ofMillis(300)));
            try (Caller caller = link.call()) {
                caller.send(REQUEST);
            }
            Caller.await("the answer has come", () -> link.counted().of(Tally.What.BYTES_RECEIVED) > 0);
            assertEquals(1, link.counted().of(Tally.What.UNANSWERED));
            assertEquals(0, link.counted().of(Tally.What.SUCCEEDED));
        }
    }

    @Test
    void aRefusedConnectionIsCounted() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest()) {
            Dose half = new Dose(
                    new LinkFault.Refuse(link.dependency()),
                    TestPlans.percentOf(Scope.CONNECTIONS, 50),
                    new Intensity.Full());
            long id = link.inject(half);
            for (int i = 0; i < 20; i++) {
                tryToCall(link);
            }
            assertEquals(link.delivered(id).refusals(), link.counted().of(Tally.What.REFUSED));
            assertEquals(20, link.counted().of(Tally.What.OPENED));
            assertTrue(link.delivered(id).refusals() > 0);
            link.revert(id);
        }
    }

    private static void tryToCall(LinkUnderTest link) {
        try (Caller caller = link.call()) {
            caller.echo("hello");
        } catch (IOException | AssertionError refused) {
            // that is what is counted
        }
    }

    @Test
    @SuppressWarnings("EnumOrdinal") // the order of this enum is that of the row
    void onlyTenthsThatAreOverAreToldAndEachOnce() {
        Tally tally = new Tally();
        long first = tally.since(-1).first();
        tally.add(Tally.What.REQUEST, 3);
        Caller.await("two tenths are over", () -> tally.since(first).tenths().size() >= 2);
        Tally.Counted early = tally.since(first);
        Tally.Counted later = tally.since(first + early.tenths().size());
        assertEquals(first + early.tenths().size(), later.first());
        long told = List.of(early, later).stream()
                .flatMap(counted -> counted.tenths().stream())
                .mapToLong(tenth -> tenth.get(Tally.What.REQUEST.ordinal()))
                .sum();
        assertEquals(3, told);
        assertTrue(tally.since(first - 2 * Tally.KEPT).tenths().size() <= Tally.KEPT);
    }
}

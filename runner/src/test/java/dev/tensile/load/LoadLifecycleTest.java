package dev.tensile.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.experiment.Arrivals;
import dev.tensile.experiment.Load;
import dev.tensile.run.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LoadLifecycleTest {
    private final SampleList samples = new SampleList();

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("tensile-load"))
                .count();
    }

    /** The server notices that its peers are gone a moment after they are. */
    private static void awaitNoConnection(TestServer server) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (server.open() > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertEquals(0, server.open());
    }

    private LoadGenerator start(Load load) {
        return LoadGenerator.start(List.of(load), 3, RunClock.startNow(), samples);
    }

    @Test
    void stoppingMidFlightWaitsForTheAnswersAndLosesNothing() throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(20);
        TestServer.Effect slow = (request, socket) -> {
            arrived.countDown();
            arrived.await();
            TestServer.OK.on(request, socket);
        };
        try (TestServer server = new TestServer(slow);
                LoadGenerator generator = start(Loads.constant(server.service(), 200))) {
            arrived.await();
            Counts counts = generator.stop();
            assertEquals(counts.intended(), counts.recorded());
            assertEquals(counts.intended(), counts.sent());
            assertEquals(counts.intended(), server.received().size());
            assertTrue(samples.all().stream().allMatch(sample -> sample.outcome() == Outcome.OK));
            awaitNoConnection(server);
        }
        assertEquals(0, threads());
    }

    /** Or the server might close it at that moment. */
    @Test
    void aConnectionThatHasIdledIsNotUsedAgain() throws InterruptedException {
        try (TestServer server = new TestServer(TestServer.OK);
                LoadGenerator generator = start(Loads.constant(server.service(), 0.4))) {
            samples.await(3);
            generator.stop();
            assertEquals(server.received().size(), server.connections());
            assertTrue(samples.all().stream().allMatch(sample -> sample.outcome() == Outcome.OK));
            awaitNoConnection(server);
        }
    }

    @Test
    void closingDropsWhatIsInFlightAndSaysSo() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        try (TestServer server = new TestServer((request, socket) -> over.await())) {
            LoadGenerator generator = start(Loads.constant(server.service(), 200));
            long deadline = System.nanoTime() + 30_000_000_000L;
            while (server.received().size() < 10 && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            generator.close();
            generator.close();
            Counts counts = generator.counts();
            assertEquals(0, counts.recorded());
            assertEquals(counts.intended(), counts.abandoned());
            assertTrue(counts.intended() >= 10);
            assertEquals(counts, generator.stop());
            over.countDown();
            awaitNoConnection(server);
        }
        assertEquals(0, threads());
    }

    @Test
    void anInterruptEndsTheWaitOfStopButNotOfClose() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(1);
        TestServer.Effect never = (request, socket) -> {
            arrived.countDown();
            over.await();
        };
        try (TestServer server = new TestServer(never)) {
            LoadGenerator generator =
                    start(Loads.of(server.service(), Arrivals.CONSTANT, 100, Duration.ofMinutes(1), Loads.get("/")));
            FutureTask<Boolean> stopping = new FutureTask<>(() -> {
                assertThrows(InterruptedException.class, generator::stop);
                Thread.currentThread().interrupt();
                generator.close();
                return Thread.interrupted();
            });
            Thread thread = new Thread(stopping);
            arrived.await();
            thread.start();
            thread.interrupt();
            assertTrue(stopping.get(30, TimeUnit.SECONDS), "the interrupt is kept");
            over.countDown();
            awaitNoConnection(server);
        }
        assertEquals(0, threads());
    }

    @Test
    void closingReleasesAThreadThatIsStopping() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(1);
        TestServer.Effect never = (request, socket) -> {
            arrived.countDown();
            over.await();
        };
        try (TestServer server = new TestServer(never)) {
            LoadGenerator generator =
                    start(Loads.of(server.service(), Arrivals.CONSTANT, 100, Duration.ofMinutes(1), Loads.get("/")));
            FutureTask<Counts> stopping = new FutureTask<>(generator::stop);
            arrived.await();
            new Thread(stopping).start();
            generator.close();
            assertTrue(stopping.get(30, TimeUnit.SECONDS).abandoned() > 0);
            over.countDown();
        }
    }

    @Test
    void aSinkThatFailsIsNotHidden() throws InterruptedException {
        RuntimeException full = new IllegalStateException("disk full");
        CountDownLatch called = new CountDownLatch(1);
        SampleSink failing = batch -> {
            called.countDown();
            throw full;
        };
        try (TestServer server = new TestServer(TestServer.OK);
                LoadGenerator generator = LoadGenerator.start(
                        List.of(Loads.constant(server.service(), 100)), 3, RunClock.startNow(), failing)) {
            called.await();
            Throwable told = assertThrows(IllegalStateException.class, generator::stop);
            assertSame(full, told.getCause());
            assertTrue(generator.counts().missing() > 0);
        }
        assertEquals(0, threads());
    }

    @Test
    void aCohortRuleThatFailsIsNotHidden() throws InterruptedException {
        RuntimeException broken = new IllegalStateException("no such radius");
        try (TestServer server = new TestServer(TestServer.OK);
                LoadGenerator generator = start(Loads.constant(server.service(), 100))) {
            samples.await(5);
            CountDownLatch asked = new CountDownLatch(1);
            generator.cohorts((high, low) -> {
                asked.countDown();
                throw broken;
            });
            asked.await();
            assertSame(
                    broken,
                    assertThrows(IllegalStateException.class, generator::stop).getCause());
        }
        assertEquals(0, threads());
    }

    @Test
    void nothingToSendIsNoTrouble() throws InterruptedException {
        try (LoadGenerator generator = LoadGenerator.start(List.of(), 3, RunClock.startNow(), samples)) {
            assertEquals(new Counts(0, 0, 0, 0), generator.stop());
        }
        assertFalse(threads() > 0);
    }
}

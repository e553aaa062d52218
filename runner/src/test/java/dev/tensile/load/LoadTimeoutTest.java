package dev.tensile.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.experiment.Arrivals;
import dev.tensile.run.Cause;
import dev.tensile.run.Outcome;
import dev.tensile.run.Sample;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LoadTimeoutTest {
    private static final Duration TIMEOUT = Duration.ofMillis(300);

    private final SampleList samples = new SampleList();

    private void allTimeOut(List<Sample> all) {
        for (Sample sample : all) {
            assertEquals(Outcome.TIMEOUT, sample.outcome(), sample::toString);
            assertEquals(Cause.TIMED_OUT, sample.cause(), sample::toString);
            assertEquals(TIMEOUT.toNanos(), sample.latencyNanos(), sample::toString);
        }
    }

    @Test
    void aRequestThatReachesItsTimeoutCountsAsExactlyThatLong() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (TestServer server = new TestServer((request, socket) -> over.await());
                LoadGenerator generator = LoadGenerator.start(
                        List.of(Loads.of(server.service(), Arrivals.CONSTANT, 50, TIMEOUT, Loads.get("/"))),
                        1,
                        RunClock.startNow(),
                        samples)) {
            samples.await(20);
            Counts counts = generator.stop();
            allTimeOut(samples.all());
            assertEquals(counts.intended(), counts.recorded());
            assertEquals(server.connections(), server.received().size());
            over.countDown();
        }
    }

    @Test
    void anAnswerThatTricklesPastTheTimeoutIsATimeout() throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        TestServer.Effect trickle = (request, socket) -> {
            TestServer.answer("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n")
                    .on(request, socket);
            while (!over.get()) {
                socket.getOutputStream().write(new byte[16]);
                java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
            }
        };
        try (TestServer server = new TestServer(trickle);
                LoadGenerator generator = LoadGenerator.start(
                        List.of(Loads.of(server.service(), Arrivals.CONSTANT, 20, TIMEOUT, Loads.get("/"))),
                        1,
                        RunClock.startNow(),
                        samples)) {
            samples.await(5);
            generator.stop();
            allTimeOut(samples.all());
            over.set(true);
        }
    }

    @Test
    void aServerThatDoesNotEvenAcceptTimesOut() throws InterruptedException, IOException {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LoadGenerator generator = LoadGenerator.start(
                        List.of(Loads.of(
                                TestServer.service(deaf.getLocalPort()),
                                Arrivals.CONSTANT,
                                50,
                                TIMEOUT,
                                Loads.get("/"))),
                        1,
                        RunClock.startNow(),
                        samples)) {
            samples.await(20);
            generator.stop();
            allTimeOut(samples.all());
        }
    }

    /**
     * Coordinated omission: at 200/s a server stands still for a second. A closed loop would see one slow request; an open
     * one sees those that arrive during the stall wait for what is left of it, from a second down to nothing.
     */
    @Test
    void aStallIsFeltByEveryRequestThatWasDueInIt() throws InterruptedException {
        long stall = 1_000_000_000;
        RunClock clock = RunClock.startNow();
        AtomicLong begin = new AtomicLong();
        TestServer.Effect stalling = (request, socket) -> {
            if (begin.get() == 0 && clock.nanos() > 1_500_000_000L) {
                begin.compareAndSet(0, clock.nanos());
            }
            long left = begin.get() == 0 ? 0 : begin.get() + stall - clock.nanos();
            while (left > 0) {
                java.util.concurrent.locks.LockSupport.parkNanos(left);
                left = begin.get() + stall - clock.nanos();
            }
            TestServer.OK.on(request, socket);
        };
        try (TestServer server = new TestServer(stalling);
                LoadGenerator generator =
                        LoadGenerator.start(List.of(Loads.constant(server.service(), 200)), 1, clock, samples)) {
            samples.await(900);
            generator.stop();
            long end = begin.get() + stall;
            List<Sample> during = samples.all().stream()
                    .filter(s -> s.intendedNanos() > begin.get() && s.intendedNanos() < end)
                    .toList();
            assertEquals(200, during.size(), 2);
            for (Sample sample : during) {
                long rest = end - sample.intendedNanos();
                assertTrue(sample.latencyNanos() >= rest, sample + " should have waited " + rest);
            }
            long felt = samples.all().stream()
                    .filter(s -> s.latencyNanos() > stall / 2)
                    .count();
            assertTrue(felt >= 99, felt + " requests felt more than half of the stall");
        }
    }
}

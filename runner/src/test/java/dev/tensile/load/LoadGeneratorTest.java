package dev.tensile.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.experiment.Arrivals;
import dev.tensile.experiment.Load;
import dev.tensile.experiment.RequestTemplate;
import dev.tensile.run.Cohort;
import dev.tensile.run.Outcome;
import dev.tensile.run.Sample;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LoadGeneratorTest {
    private static final int GAP = 5_000_000;

    private final SampleList samples = new SampleList();

    private LoadGenerator start(Load... loads) {
        return LoadGenerator.start(List.of(loads), 7, RunClock.startNow(), samples);
    }

    @Test
    void requestsAreDueOnAnEvenGridWhateverTheAnswersDo() throws InterruptedException {
        try (TestServer server = new TestServer(TestServer.OK);
                LoadGenerator generator = start(Loads.constant(server.service(), 200))) {
            samples.await(100);
            Counts counts = generator.stop();
            List<Sample> all = samples.all();
            for (int i = 0; i < all.size(); i++) {
                Sample sample = all.get(i);
                assertEquals(all.get(0).intendedNanos() + (long) i * GAP, sample.intendedNanos());
                assertTrue(sample.startNanos() >= sample.intendedNanos(), "sent early: " + sample);
                assertTrue(sample.latencyNanos() > sample.startNanos() - sample.intendedNanos());
                assertEquals(Outcome.OK, sample.outcome());
                assertEquals(200, sample.status());
            }
            assertEquals(new Counts(all.size(), all.size(), all.size(), 0), counts);
            assertEquals(all.size(), server.received().size());
        }
    }

    @Test
    void oneConnectionServesManyRequests() throws InterruptedException {
        try (TestServer server = new TestServer(TestServer.OK);
                LoadGenerator generator = start(Loads.constant(server.service(), 100))) {
            samples.await(100);
            generator.stop();
            assertTrue(server.connections() < 60, server.connections() + " connections for 100 requests");
        }
    }

    @Test
    void theSameSeedSendsTheSameRequestsWithTheSameTraceIds() throws InterruptedException {
        List<String> first = sent(11);
        assertEquals(first, sent(11));
        assertNotEquals(first, sent(12));
    }

    private static List<String> sent(long seed) throws InterruptedException {
        SampleList samples = new SampleList();
        try (TestServer server = new TestServer(TestServer.OK)) {
            Load load = Loads.of(
                    server.service(),
                    Arrivals.POISSON,
                    300,
                    Duration.ofSeconds(10),
                    Loads.get("/a"),
                    Loads.get("/b?x=1"));
            try (LoadGenerator generator = LoadGenerator.start(List.of(load), seed, RunClock.startNow(), samples)) {
                samples.await(60);
                generator.stop();
            }
            Set<String> traces = new HashSet<>();
            server.received().forEach(request -> traces.add(request.traceparent()));
            assertEquals(server.received().size(), traces.size());
            Map<String, String> byPath = new HashMap<>();
            server.received().forEach(request -> byPath.put(request.traceparent(), request.path()));
            List<String> known = expectedTraces(seed, 50);
            return known.stream().map(trace -> trace + byPath.get(trace)).collect(Collectors.toList());
        }
    }

    /** The first traceparents of the first load, from the documented derivation of its random streams. */
    private static List<String> expectedTraces(long seed, int count) {
        SplitMix load = new SplitMix(seed).split();
        load.split();
        load.split();
        SplitMix traces = load.split();
        SplitMix spans = load.split();
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> String.format("00-%016x%016x-%016x-01", traces.next(), traces.next(), spans.next()))
                .collect(Collectors.toList());
    }

    @Test
    void theCohortRuleSeesTheTraceIdThatTheServerReceives() throws InterruptedException {
        Map<String, Cohort> asked = new ConcurrentHashMap<>();
        CohortRule rule = (high, low) -> {
            Cohort cohort = (low & 1) == 0 ? Cohort.TARGET : Cohort.CONTROL;
            asked.put(String.format("%016x%016x", high, low), cohort);
            return cohort;
        };
        try (TestServer server = new TestServer(TestServer.OK);
                LoadGenerator generator = start(Loads.constant(server.service(), 200))) {
            samples.await(20);
            generator.cohorts(rule);
            samples.await(150);
            generator.stop();
            Map<Cohort, Long> received = server.received().stream()
                    .map(request -> request.traceparent().substring(3, 35))
                    .map(trace -> asked.getOrDefault(trace, Cohort.NONE))
                    .collect(Collectors.groupingBy(cohort -> cohort, Collectors.counting()));
            Map<Cohort, Long> recorded =
                    samples.all().stream().collect(Collectors.groupingBy(Sample::cohort, Collectors.counting()));
            assertEquals(recorded, received);
            assertEquals(Set.of(Cohort.NONE, Cohort.TARGET, Cohort.CONTROL), received.keySet());
        }
    }

    @Test
    void severalLoadsRunSideBySideWithEndpointsNumberedThrough() throws InterruptedException {
        try (TestServer shop = new TestServer(TestServer.OK);
                TestServer search = new TestServer(TestServer.OK)) {
            Load first = Loads.of(
                    shop.service(), Arrivals.CONSTANT, 100, Duration.ofSeconds(10), Loads.get("/a"), Loads.get("/b"));
            Load second = Loads.of(search.service(), Arrivals.POISSON, 50, Duration.ofSeconds(10), Loads.get("/c"));
            try (LoadGenerator generator = start(first, second)) {
                samples.await(200);
                assertEquals(0, generator.stop().missing());
            }
            Map<Integer, Long> byEndpoint =
                    samples.all().stream().collect(Collectors.groupingBy(Sample::endpoint, Collectors.counting()));
            assertEquals(Set.of(0, 1, 2), byEndpoint.keySet());
            assertEquals(count(shop, "/a"), byEndpoint.get(0));
            assertEquals(count(shop, "/b"), byEndpoint.get(1));
            assertEquals(count(search, "/c"), byEndpoint.get(2));
        }
    }

    private static long count(TestServer server, String path) {
        return server.received().stream()
                .filter(request -> request.path().equals(path))
                .count();
    }

    @Test
    void bodiesAndHeadersArriveAsDeclared() throws InterruptedException {
        RequestTemplate post =
                new RequestTemplate("POST", "/orders?x=1", Map.of("Content-Type", "text/plain"), "zwölf", 1);
        try (TestServer server = new TestServer(TestServer.OK);
                LoadGenerator generator =
                        start(Loads.of(server.service(), Arrivals.CONSTANT, 50, Duration.ofSeconds(10), post))) {
            samples.await(3);
            generator.stop();
            TestServer.Received request = server.received().get(0);
            assertTrue(request.text().startsWith("POST /orders?x=1 HTTP/1.1\r\n"), request.text());
            assertTrue(request.text().endsWith("\r\n\r\nzwölf"), request.text());
            assertEquals("6", request.header("Content-Length"));
            assertEquals("text/plain", request.header("Content-Type"));
            assertEquals(server.service().address().toString(), request.header("Host"));
            assertTrue(request.traceparent().matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"), request.traceparent());
        }
    }
}

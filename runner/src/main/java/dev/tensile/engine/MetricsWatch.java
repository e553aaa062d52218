package dev.tensile.engine;

import dev.tensile.experiment.Service;
import dev.tensile.experiment.Target;
import dev.tensile.run.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Asks the services of an experiment once a second for what they say of their own mechanisms, and passes on what has changed. A service
 * that does not answer has said nothing.
 */
final class MetricsWatch implements AutoCloseable {
    private static final Set<String> WANTED = Set.of(
            "resilience4j_circuitbreaker_state", "resilience4j_retry_calls_total", "hikaricp_connections_pending");
    private static final int LARGEST_PAGE = 4 << 20;
    private static final int PATIENCE_MILLIS = 900;
    private static final int MOST_SERIES = 1_000;

    private final List<Service> services;
    private final LongSupplier clock;
    private final Consumer<List<Reading>> sink;
    private final Map<String, Double> known = new HashMap<>();
    private final ScheduledExecutorService timer;

    private MetricsWatch(List<Service> services, LongSupplier clock, Consumer<List<Reading>> sink) {
        this.services = services;
        this.clock = clock;
        this.sink = sink;
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "metrics-watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @param sink called by one thread, never twice at a time */
    static MetricsWatch start(List<Target> targets, LongSupplier clock, Consumer<List<Reading>> sink) {
        List<Service> services = targets.stream()
                .filter(Service.class::isInstance)
                .map(Service.class::cast)
                .filter(service -> !service.metricsPath().isEmpty())
                .toList();
        MetricsWatch watch = new MetricsWatch(services, clock, sink);
        if (!services.isEmpty()) {
            var unused = watch.timer.scheduleAtFixedRate(watch::ask, 0, 1, TimeUnit.SECONDS);
        }
        return watch;
    }

    private void ask() {
        services.forEach(service -> sink.accept(changed(service)));
    }

    private List<Reading> changed(Service service) {
        long now = clock.getAsLong();
        List<Reading> changed = new ArrayList<>();
        for (MetricsPage.Line line : page(service)) {
            String key = service.name() + line.metric() + line.labels();
            boolean isNew = known.size() < MOST_SERIES || known.containsKey(key);
            if (isNew && !Double.valueOf(line.value()).equals(known.put(key, line.value()))) {
                changed.add(new Reading(now, service.name(), line.metric(), line.labels(), line.value()));
            }
        }
        return changed;
    }

    private List<MetricsPage.Line> page(Service service) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    service.url().resolve(service.metricsPath()).toURL().openConnection(Proxy.NO_PROXY);
            connection.setRequestProperty("Accept", "text/plain;version=0.0.4");
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK
                        ? MetricsPage.lines(text(connection.getInputStream()), WANTED)
                        : List.of();
            } finally {
                connection.disconnect();
            }
        } catch (IOException silent) {
            return List.of();
        }
    }

    /** @throws IOException if it is too long, or too late */
    private static String text(InputStream page) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] part = new byte[8_192];
        for (int read = page.read(part); read >= 0; read = page.read(part)) {
            text.write(part, 0, read);
            if (text.size() > LARGEST_PAGE || System.nanoTime() > deadline) {
                throw new IOException("no page of metrics");
            }
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /** Returns when nothing more is passed on. */
    @Override
    public void close() {
        timer.shutdownNow();
        try {
            if (!timer.awaitTermination(4L * PATIENCE_MILLIS * Math.max(1, services.size()), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("a page of metrics is still being read");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

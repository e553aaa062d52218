package dev.tensile.engine.local;

import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.LocalLink;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A link beside other proxies, in turns; started by {@code bench/proxy-peer}. */
final class ProxyPeer {
    private static final int EXCHANGES = 5_000;
    private static final int WARM = 2_000;
    private static final int BULK = 128 << 20;
    private static final int CONNECTIONS = 16;

    private final Map<String, HostPort> paths = new LinkedHashMap<>();
    private final Map<String, ProcessHandle> proxies = new LinkedHashMap<>();
    private final List<Process> started = new ArrayList<>();

    private ProxyPeer() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        ProxyPeer bench = new ProxyPeer();
        LocalLink link;
        try (EchoServer upstream = new EchoServer()) {
            link = new LocalLink(Caller.freePort(), upstream.address());
            LinkProcess process = LinkProcess.startDetached(List.of(link));
            try {
                bench.paths.put("direct", upstream.address());
                bench.paths.put("link", link.listen());
                bench.proxies.put("link", ProcessHandle.of(process.pid()).orElseThrow());
                bench.toxiproxy(System.getProperty("toxiproxy", ""), upstream.address());
                bench.haproxy(System.getProperty("haproxy", ""), upstream.address());
                bench.measure(rounds);
            } finally {
                bench.started.forEach(Process::destroy);
                process.stop();
            }
        }
    }

    private void toxiproxy(String server, HostPort upstream) throws IOException {
        if (server.isEmpty()) {
            return;
        }
        HostPort api = Caller.freePort();
        HostPort listen = Caller.freePort();
        proxies.put("Toxiproxy", start(List.of(server, "-host", api.host(), "-port", String.valueOf(api.port()))));
        Caller.await("Toxiproxy serves its API", () -> LinkProbe.isServed(api));
        HttpURLConnection call = (HttpURLConnection)
                URI.create("http://" + api + "/proxies").toURL().openConnection();
        call.setRequestMethod("POST");
        call.setDoOutput(true);
        try (OutputStream out = call.getOutputStream()) {
            out.write(("{\"name\":\"peer\",\"listen\":\"" + listen + "\",\"upstream\":\"" + upstream
                            + "\",\"enabled\":true}")
                    .getBytes(StandardCharsets.UTF_8));
        }
        if (call.getResponseCode() != 201) {
            throw new IOException("Toxiproxy answered " + call.getResponseCode());
        }
        paths.put("Toxiproxy", listen);
    }

    private void haproxy(String server, HostPort upstream) throws IOException {
        if (server.isEmpty()) {
            return;
        }
        HostPort listen = Caller.freePort();
        Path config = Files.createTempFile("haproxy", ".cfg");
        Files.writeString(
                config,
                "global\n  maxconn 1000\n  nbthread 1\ndefaults\n  mode tcp\n  timeout connect 5s\n  timeout client 60s\n"
                        + "  timeout server 60s\nlisten peer\n  bind " + listen + "\n  server up " + upstream + "\n");
        config.toFile().deleteOnExit();
        proxies.put("HAProxy", start(List.of(server, "-db", "-f", config.toString())));
        Caller.await("HAProxy listens", () -> LinkProbe.isServed(listen));
        paths.put("HAProxy", listen);
    }

    /** In a session of its own as a link is: Linux shares processors between sessions first (autogroup). */
    private ProcessHandle start(List<String> command) throws IOException {
        List<String> apart = new ArrayList<>(command);
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            apart.add(0, "/usr/bin/setsid");
        }
        Process process = new ProcessBuilder(apart)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        started.add(process);
        return process.toHandle();
    }

    /** What a proxy has used so far; whatever else the machine does has no part in it. */
    private double cpuMillis(String name) {
        ProcessHandle proxy = proxies.get(name);
        return proxy == null
                ? 0
                : proxy.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
    }

    /** In turns, so that a busy spell of the machine meets all of them. */
    private void measure(int rounds) throws Exception {
        Map<String, double[][]> seen = new LinkedHashMap<>();
        paths.keySet().forEach(name -> seen.put(name, new double[7][rounds]));
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, HostPort> path : paths.entrySet()) {
                double[][] columns = Objects.requireNonNull(seen.get(path.getKey()));
                double[] took = pingPong(path.getValue());
                columns[0][round] = at(took, 50);
                columns[1][round] = at(took, 99);
                double before = cpuMillis(path.getKey());
                columns[2][round] = bulk(path.getValue(), 1);
                columns[3][round] = bulk(path.getValue(), CONNECTIONS);
                double between = cpuMillis(path.getKey());
                columns[4][round] = exchanges(path.getValue());
                columns[5][round] = (between - before) / (2 * (BULK >> 20));
                columns[6][round] = (cpuMillis(path.getKey()) - between) * 1000 / (CONNECTIONS * (EXCHANGES / 5));
            }
        }
        print(rounds, seen);
    }

    private static void print(int rounds, Map<String, double[][]> seen) {
        double[][] direct = Objects.requireNonNull(seen.get("direct"));
        System.out.printf(
                "%n%d rounds in turns; each number is the median over rounds (best in brackets); MiB/s are echoed, so each"
                        + " byte passes twice; CPU is that of the proxy%n%n",
                rounds);
        System.out.println("| path | p50 ms | p99 ms | added p50 | added p99 | MiB/s, 1 connection | MiB/s, "
                + CONNECTIONS + " connections | exchanges/s, " + CONNECTIONS
                + " connections | CPU ms per MiB | CPU µs per exchange |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        seen.forEach((name, columns) -> System.out.printf(
                "| %s | %s | %s | %+.3f | %+.3f | %s | %s | %s | %s | %s |%n",
                name,
                both(columns[0], 0, "%.3f"),
                both(columns[1], 0, "%.3f"),
                at(columns[0], 50) - at(direct[0], 50),
                at(columns[1], 50) - at(direct[1], 50),
                both(columns[2], 100, "%.0f"),
                both(columns[3], 100, "%.0f"),
                both(columns[4], 100, "%.0f"),
                both(columns[5], 0, "%.2f"),
                both(columns[6], 0, "%.1f")));
    }

    private static String both(double[] rounds, int best, String format) {
        return String.format(format + " (" + format + ")", at(rounds, 50), at(rounds, best));
    }

    private static double[] pingPong(HostPort to) throws IOException {
        double[] took = new double[EXCHANGES];
        try (Caller caller = new Caller(to)) {
            String message = "x".repeat(64);
            for (int i = -WARM; i < EXCHANGES; i++) {
                double one = caller.echo(message);
                if (i >= 0) {
                    took[i] = one;
                }
            }
        }
        return took;
    }

    private static double exchanges(HostPort to) throws Exception {
        long begin = System.nanoTime();
        List<CompletableFuture<Void>> done = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            done.add(async(() -> {
                try (Caller caller = new Caller(to)) {
                    for (int j = 0; j < EXCHANGES / 5; j++) {
                        caller.echo("x".repeat(64));
                    }
                }
            }));
        }
        join(done);
        return CONNECTIONS * (EXCHANGES / 5) / ((System.nanoTime() - begin) / 1e9);
    }

    private static double bulk(HostPort to, int connections) throws Exception {
        int each = BULK / connections;
        long begin = System.nanoTime();
        List<CompletableFuture<Void>> done = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            done.add(async(() -> transfer(to, each)));
        }
        join(done);
        return (BULK >> 20) / ((System.nanoTime() - begin) / 1e9);
    }

    private static void transfer(HostPort to, int bytes) throws IOException {
        try (Caller caller = new Caller(to)) {
            byte[] chunk = new byte[64 << 10];
            CompletableFuture<Void> sending = async(() -> {
                for (int sent = 0; sent < bytes; sent += chunk.length) {
                    caller.socket().getOutputStream().write(chunk);
                }
            });
            caller.socket().getInputStream().skipNBytes(bytes);
            sending.join();
        }
    }

    private interface Act {
        void run() throws IOException;
    }

    private static CompletableFuture<Void> async(Act act) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                act.run();
                done.complete(null);
            } catch (IOException e) {
                done.completeExceptionally(new UncheckedIOException(e));
            }
        });
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private static void join(List<CompletableFuture<Void>> all) throws Exception {
        for (CompletableFuture<Void> one : all) {
            one.get(2, TimeUnit.MINUTES);
        }
    }

    private static double at(double[] values, int percent) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.round((sorted.length - 1) * percent / 100.0)];
    }
}

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Starts runs with 300 ms on every connection of a link, stops them, and tells how long the 300 ms were still there. */
public final class StopLatency {
    private static final long MILLI = 1_000_000;

    /** A probe is undisturbed if it takes less than this; the fault adds 300 ms. */
    private static final long UNDISTURBED = 150 * MILLI;

    private static final String SCRIPT = """
            experiment("Stopping is quick") {
                owner = "bench"
                because = "A fault must be gone at once."
                val shopAt by param("http://127.0.0.1:9")
                val linkAt by param("127.0.0.1:9")
                val stockAt by param("127.0.0.1:9")
                val most by param(5.seconds)
                val shop = service("shop") { http(shopAt); health("/health") }
                val stock = dependency("stock") { local { listen(linkAt); upstream(stockAt) } }
                val buying = load("buying", on = shop) { rate = 50.perSecond; timeout = 6.seconds; get("/buy") }
                hypothesis { expect(buying.p95) below 4.seconds }
                guardrails { abortWhen(buying.p95 above most) }
                settle(0.seconds)
                baseline(4.seconds)
                ladder(latency(on = stock)) { rung(all of connections, 300.milliseconds, hold = 30.seconds); coolDown(1.seconds) }
                recovery(1.seconds)
            }
            """;

    private record Probe(long start, long took) {}

    private final Path home = Path.of(System.getProperty("tensile.home"));
    private final Path work = Path.of(System.getProperty("bench.work"));
    private final int link;
    private final Path script = work.resolve("stopping.chaos.kts");
    private int shop;
    private int stock;

    private StopLatency(int link) {
        this.link = link;
    }

    public static void main(String[] arguments) throws Exception {
        int runs = Integer.parseInt(arguments[0]);
        StopLatency bench = new StopLatency(freePort());
        Process services = bench.services();
        try {
            bench.all(runs);
        } finally {
            services.getOutputStream().close();
            services.waitFor();
        }
    }

    private void all(int runs) throws Exception {
        Files.writeString(script, SCRIPT);
        plan("signal.json", "5s");
        plan("guard.json", "100ms");
        List<Double> signal = new ArrayList<>();
        List<Double> guard = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < runs; i++) {
            if (i % 2 == 0) {
                signal.add(bySignal(random.nextInt(2_000)));
            } else {
                guard.add(byGuardrail());
            }
        }
        print("SIGINT to the first undisturbed probe", signal);
        print("guardrail tripped to out of force", guard);
    }

    private static void print(String what, List<Double> millis) {
        List<Double> sorted = millis.stream().sorted().toList();
        System.out.printf(
                "%s: median %.1f ms, most %.1f ms, %d runs%n",
                what, sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1), sorted.size());
    }

    private Process services() throws IOException {
        Process process = new ProcessBuilder(java(), home.resolve("bench/kill/Shop.java").toString(), "" + link)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String[] ports = process.inputReader().readLine().split(" ");
        shop = Integer.parseInt(ports[0]);
        stock = Integer.parseInt(ports[1]);
        return process;
    }

    private void plan(String name, String most) throws Exception {
        Process plan = tensile(
                "plan",
                script.toString(),
                "--save",
                work.resolve(name).toString(),
                "--seed",
                "1",
                "--set",
                "shopAt=http://127.0.0.1:" + shop,
                "--set",
                "linkAt=127.0.0.1:" + link,
                "--set",
                "stockAt=127.0.0.1:" + stock,
                "--set",
                "most=" + most);
        if (plan.waitFor() != 0) {
            throw new IllegalStateException(Files.readString(work.resolve("said")));
        }
    }

    private double bySignal(int afterMillis) throws Exception {
        Path runs = Files.createTempDirectory(work, "runs");
        Process run = tensile("run", "--plan", work.resolve("signal.json").toString(), "--runs", runs.toString());
        awaitEvent(runs, "\"kind\":\"injected\"");
        Thread.sleep(500 + afterMillis);
        ConcurrentLinkedQueue<Probe> probes = new ConcurrentLinkedQueue<>();
        try (Prober prober = new Prober(link, probes)) {
            Thread.sleep(800);
            long stopped = System.nanoTime();
            new ProcessBuilder("kill", "-INT", "" + run.pid()).start().waitFor();
            run.waitFor(30, TimeUnit.SECONDS);
            // Probes that were under way when the fault was lifted are let go at once: their end counts as well.
            return probes.stream()
                            .filter(probe -> probe.took < UNDISTURBED && probe.start + probe.took > stopped)
                            .mapToLong(probe -> probe.start + probe.took)
                            .min()
                            .orElseThrow()
                    / (double) MILLI
                    - stopped / (double) MILLI;
        }
    }

    private double byGuardrail() throws Exception {
        Path runs = Files.createTempDirectory(work, "runs");
        Process run = tensile("run", "--plan", work.resolve("guard.json").toString(), "--runs", runs.toString());
        run.waitFor(60, TimeUnit.SECONDS);
        String events = events(runs);
        return (at(events, "reverted") - at(events, "reverting")) / (double) MILLI;
    }

    private static long at(String events, String kind) {
        Matcher found = Pattern.compile("\"kind\":\"" + kind + "\",\"atNanos\":(\\d+)").matcher(events);
        if (!found.find()) {
            throw new IllegalStateException("no event " + kind + " in " + events);
        }
        return Long.parseLong(found.group(1));
    }

    private static void awaitEvent(Path runs, String event) throws Exception {
        long deadline = System.nanoTime() + 60_000 * MILLI;
        while (!events(runs).contains(event)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("no " + event);
            }
            Thread.sleep(20);
        }
    }

    private static String events(Path runs) throws IOException {
        try (Stream<Path> all = Files.walk(runs)) {
            for (Path file : all.filter(path -> path.endsWith("events.ndjson")).toList()) {
                return Files.readString(file);
            }
        }
        return "";
    }

    private Process tensile(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-Dtensile.lib=" + home.resolve("runner/target/dist/lib"),
                "-Dtensile.compiler=" + home.resolve("runner/target/dist/compiler"),
                "-Dtensile.state=" + work.resolve("state"),
                "-cp",
                home.resolve("runner/target/dist/lib") + "/*",
                "dev.tensile.cli.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("said").toFile())
                .start();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A request through the link every 5 ms, on a connection of its own each. */
    private static final class Prober implements AutoCloseable {
        private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
        private final java.util.concurrent.ExecutorService probing = Executors.newCachedThreadPool();

        Prober(int port, ConcurrentLinkedQueue<Probe> probes) {
            clock.scheduleAtFixedRate(() -> probing.execute(() -> probe(port, probes)), 0, 5, TimeUnit.MILLISECONDS);
        }

        private static void probe(int port, ConcurrentLinkedQueue<Probe> probes) {
            long start = System.nanoTime();
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
                socket.setSoTimeout(2_000);
                socket.getOutputStream()
                        .write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                if (socket.getInputStream().read() >= 0) {
                    probes.add(new Probe(start, System.nanoTime() - start));
                }
            } catch (IOException gone) {
                // The link ends with the run.
            }
        }

        @Override
        public void close() {
            clock.shutdownNow();
            probing.shutdownNow();
        }
    }
}

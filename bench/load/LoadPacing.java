import dev.tensile.experiment.AnswerRules;
import dev.tensile.experiment.Arrivals;
import dev.tensile.experiment.Load;
import dev.tensile.experiment.Rate;
import dev.tensile.experiment.RequestTemplate;
import dev.tensile.experiment.Service;
import dev.tensile.experiment.SourceRef;
import dev.tensile.load.Counts;
import dev.tensile.load.LoadGenerator;
import dev.tensile.load.RunClock;
import dev.tensile.run.Samples;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * How exactly load generators keep to the grid of a constant rate, side by side against one small server on the loopback
 * that notes arrivals. Run by {@code bench/load-pacing}.
 *
 * <p>Send error is an arrival at the server against the grid (anchored at its earliest arrival, so 0 is the best), p99 in
 * each second, then median over the seconds (best in brackets). "own" is what our samples say of themselves: start − intended.
 */
public final class LoadPacing {
    private static final int SECONDS = 10;
    private static final int WARMING = 20_000;
    private static final byte[] OK =
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

    private record Result(long[] arrivals, double cpuSeconds, String more) {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "server" -> serve();
            case "ours" -> ours(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
            default -> compare(args[0].equals("-") ? null : Path.of(args[0]), Arrays.copyOfRange(args, 1, args.length));
        }
    }

    // The referee.

    private static void compare(Path vegeta, String[] rates) throws Exception {
        System.out.println("| rate | generator | arrivals | p99 send error µs: median (best) | own µs | CPU of a core | more |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (String rate : rates) {
            int perSecond = Integer.parseInt(rate);
            double ours = report(perSecond, "tensile", run(perSecond, null));
            if (vegeta != null) {
                double theirs = report(perSecond, "vegeta", run(perSecond, vegeta));
                System.out.printf("| %s | vegeta / tensile | | %.1f× | | | |%n", rate, theirs / ours);
            }
        }
    }

    private static Result run(int rate, Path vegeta) throws Exception {
        Process server = java("server").start();
        try {
            DataInputStream in = new DataInputStream(server.getInputStream());
            int port = in.readInt();
            warm(port);
            Process generator = (vegeta == null ? java("ours", "" + port, "" + rate) : vegeta(vegeta, port, rate)).start();
            double[] cpu = new double[1];
            Thread watch = new Thread(() -> watchCpu(generator, cpu));
            watch.start();
            String said = new String(generator.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!generator.waitFor(60, TimeUnit.SECONDS)) {
                generator.destroyForcibly();
            }
            watch.join();
            server.getOutputStream().close();
            long[] arrivals = new long[in.readInt() - WARMING];
            in.skipNBytes(8L * WARMING);
            for (int i = 0; i < arrivals.length; i++) {
                arrivals[i] = in.readLong();
            }
            return new Result(arrivals, cpu[0], vegeta == null ? said.strip() : "own: |");
        } finally {
            server.destroy();
        }
    }

    /** One request after the other, until the server is compiled. */
    private static void warm(int port) throws IOException {
        byte[] request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            for (int i = 0; i < WARMING; i++) {
                socket.getOutputStream().write(request);
                socket.getInputStream().readNBytes(OK.length);
            }
        }
    }

    private static void watchCpu(Process process, double[] cpu) {
        while (process.isAlive()) {
            process.info().totalCpuDuration().ifPresent(d -> cpu[0] = d.toNanos() / 1e9);
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    private static ProcessBuilder java(String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Xmx256m",
                "LoadPacing"));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    private static ProcessBuilder vegeta(Path vegeta, int port, int rate) {
        String attack = "echo GET http://127.0.0.1:" + port + "/ | " + vegeta + " attack -rate " + rate + "/s -duration "
                + SECONDS + "s -timeout 10s > /dev/null";
        return new ProcessBuilder("sh", "-c", "exec sh -c '" + attack + "'").redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    private static double report(int rate, String who, Result result) {
        long[] arrivals = result.arrivals();
        if (arrivals.length == 0) {
            System.out.printf("| %d | %s | none | | | | |%n", rate, who);
            return Double.NaN;
        }
        Arrays.sort(arrivals);
        double gap = 1e9 / rate;
        double anchor = Double.MAX_VALUE;
        for (int i = 0; i < arrivals.length; i++) {
            anchor = Math.min(anchor, arrivals[i] - i * gap);
        }
        Map<Long, List<Double>> windows = new TreeMap<>();
        for (int i = 0; i < arrivals.length; i++) {
            double error = arrivals[i] - i * gap - anchor;
            windows.computeIfAbsent((long) (i * gap / 1e9), w -> new ArrayList<>()).add(error / 1e3);
        }
        String[] said = (result.more() + "|").replace("own: ", "").split("\\|", -1);
        double[] p99 = p99(windows);
        System.out.printf("| %d | %s | %d | %.0f (%.0f) | %s | %s | %s |%n", rate, who, arrivals.length, median(p99), p99[0],
                said[0], result.cpuSeconds() == 0 ? "" : String.format("%.2f", result.cpuSeconds() / SECONDS), said[1]);
        return median(p99);
    }

    private static double[] p99(Map<Long, List<Double>> windows) {
        return windows.values().stream().filter(w -> w.size() >= 50)
                .mapToDouble(w -> w.stream().sorted().skip((long) (w.size() * 0.99)).findFirst().orElseThrow())
                .sorted().toArray();
    }

    private static double median(double[] sorted) {
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    // Our generator, in a JVM of its own.

    private static void ours(int port, int rate) throws Exception {
        Load load = new Load("bench", new Service("echo", URI.create("http://127.0.0.1:" + port), "/", SourceRef.NONE),
                Arrivals.CONSTANT, new Rate(rate), Duration.ofSeconds(10),
                List.of(new RequestTemplate("GET", "/", Map.of(), "", 1)), AnswerRules.DEFAULT, SourceRef.NONE);
        RunClock clock = RunClock.startNow();
        Map<Long, List<Double>> windows = new TreeMap<>();
        LoadGenerator generator = LoadGenerator.start(List.of(load), 1, clock, batch -> note(batch, windows));
        long[] before = usage();
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        while (System.nanoTime() < end) {
            java.util.concurrent.locks.LockSupport.parkNanos(end - System.nanoTime());
        }
        long[] after = usage();
        Counts counts = generator.stop();
        double[] p99 = p99(windows);
        System.out.printf("own: %.0f (%.0f)|loop thread %.2f of a core, %d B/request, %d missing%n", median(p99), p99[0],
                (after[0] - before[0]) / 1e9 / SECONDS, (after[1] - before[1]) / counts.intended(), counts.missing());
    }

    private static void note(Samples batch, Map<Long, List<Double>> windows) {
        for (int i = 0; i < batch.size(); i++) {
            windows.computeIfAbsent(batch.intendedNanos(i) / 1_000_000_000, w -> new ArrayList<>())
                    .add((batch.startNanos(i) - batch.intendedNanos(i)) / 1e3);
        }
    }

    /** CPU nanoseconds and bytes allocated by the event loop. */
    private static long[] usage() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("tensile-load")) {
                return new long[] {threads.getThreadCpuTime(thread.getId()), threads.getThreadAllocatedBytes(thread.getId())};
            }
        }
        throw new IllegalStateException("no loop");
    }

    // The server: one thread, notes the time of each request, answers at once. Ends with its standard input.

    private static void serve() throws IOException {
        DataOutputStream out = new DataOutputStream(new java.io.BufferedOutputStream(System.out, 1 << 16));
        Selector selector = Selector.open();
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
        listener.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
        out.writeInt(((InetSocketAddress) listener.getLocalAddress()).getPort());
        out.flush();
        boolean[] over = new boolean[1];
        Thread watch = new Thread(() -> {
            try {
                System.in.read();
            } catch (IOException e) {
                // The referee is gone.
            }
            synchronized (over) {
                over[0] = true;
            }
            selector.wakeup();
        });
        watch.setDaemon(true);
        watch.start();
        long[] arrivals = new long[200_000];
        int count = 0;
        ByteBuffer buffer = ByteBuffer.allocateDirect(65_536);
        ByteBuffer answer = ByteBuffer.allocateDirect(OK.length).put(OK);
        while (true) {
            selector.select();
            synchronized (over) {
                if (over[0]) {
                    break;
                }
            }
            var keys = selector.selectedKeys();
            for (SelectionKey key : keys) {
                if (key.isAcceptable()) {
                    SocketChannel accepted;
                    while ((accepted = listener.accept()) != null) {
                        accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
                        accepted.configureBlocking(false).register(selector, SelectionKey.OP_READ);
                    }
                    continue;
                }
                SocketChannel channel = (SocketChannel) key.channel();
                buffer.clear();
                int read;
                try {
                    read = channel.read(buffer);
                } catch (IOException e) {
                    read = -1;
                }
                if (read < 0) {
                    channel.close();
                } else if (read > 0) {
                    long now = System.nanoTime();
                    if (count < arrivals.length) {
                        arrivals[count++] = now;
                    }
                    answer.rewind();
                    channel.write(answer);
                }
            }
            keys.clear();
        }
        out.writeInt(count);
        for (int i = 0; i < count; i++) {
            out.writeLong(arrivals[i]);
        }
        out.flush();
    }
}

package dev.tensile.engine.local;

import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Injection;
import dev.tensile.engine.TestPlans;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.LinkFault.Direction;
import dev.tensile.experiment.LinkFault.PacketHarm;
import dev.tensile.experiment.Share;
import dev.tensile.experiment.StreamHarm;
import dev.tensile.run.Delivered;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures what every graded fault of a link really delivers, at the sockets of a caller; started by
 * {@code bench/link-fidelity}.
 */
final class LinkFidelity {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Intensity FULL = new Intensity.Full();

    private final EngineSession session;
    private final Dependency link;
    private final HostPort listen;
    private int wrong;

    private LinkFidelity(EngineSession session, Dependency link, HostPort listen) {
        this.session = session;
        this.link = link;
        this.listen = listen;
    }

    public static void main(String[] arguments) throws Exception {
        try (EchoServer upstream = new EchoServer()) {
            HostPort listen = Caller.freePort();
            Dependency link = TestPlans.dependency("echo", listen, upstream.address());
            Dose any = Sent.bandwidth(link, Direction.TO, 8_000);
            try (EngineSession session = new LocalEngine().open(TestPlans.plan(any), "fidelity")) {
                LinkFidelity fidelity = new LinkFidelity(session, link, listen);
                fidelity.all();
                System.out.println("\n" + session.verify().detail());
                System.out.println("\nmore than 5 % off: " + fidelity.wrong);
            }
        }
    }

    private void all() throws IOException {
        System.out.println("\n| fault | asked | delivered | error % |");
        System.out.println("|---|---|---|---|");
        for (Direction direction : Direction.values()) {
            latency(direction);
        }
        for (long kilobits : List.of(1_000L, 10_000L, 100_000L)) {
            bandwidth(kilobits * 1000, 1);
            bandwidth(kilobits * 1000, 8);
        }
        loss(1);
        loss(10);
        corruption(1);
        corruption(10);
        for (long bytes : List.of(1_000L, 1_000_000L)) {
            cut("truncate", bytes, new StreamHarm.Truncate(bytes));
            cut("resetAfter", bytes, new StreamHarm.ResetAfterBytes(bytes));
        }
        resetAfterTime();
        slowClose();
        slices();
        flapping();
        latencyAtFullBandwidth();
    }

    private Injection inject(Dose dose) {
        return session.inject(new DoseOrder(1, 0, dose, LIMIT, 1));
    }

    private Dose stream(StreamHarm harm, Intensity intensity) {
        return Sent.stream(link, harm, Direction.FROM, Sent.ALL, intensity);
    }

    private void row(String fault, double asked, double delivered, String unit) {
        double error = (delivered - asked) / asked * 100;
        wrong += Math.abs(error) > 5 ? 1 : 0;
        System.out.printf("| %s | %s %s | %.4g %s | %+.2f |%n", fault, trim(asked), unit, delivered, unit, error);
    }

    private static String trim(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double[] echoes(Caller caller, int count) throws IOException {
        double[] took = new double[count];
        for (int i = 0; i < count; i++) {
            took[i] = caller.echo("x".repeat(64));
        }
        return took;
    }

    private void latency(Direction direction) throws IOException {
        try (Caller caller = new Caller(listen)) {
            double off = median(echoes(caller, 100));
            Injection injection = inject(Sent.latency(link, Sent.ALL, direction, 50));
            double on = median(echoes(caller, 40));
            injection.close();
            row("latency " + direction, direction == Direction.BOTH ? 100 : 50, on - off, "ms");
        }
    }

    /** Sends for three seconds' worth and takes the rate of the second half, so that nothing but the line matters. */
    private void bandwidth(long bitsPerSecond, int connections) throws IOException {
        int each = (int) (bitsPerSecond * 3 / 8 / connections);
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            callers.add(new Caller(listen));
        }
        Injection injection = inject(Sent.bandwidth(link, Direction.TO, bitsPerSecond));
        long begin = System.nanoTime();
        List<CompletableFuture<Void>> done = new ArrayList<>();
        for (Caller caller : callers) {
            CompletableFuture<Void> sending = async(() -> caller.send("x".repeat(each)));
            done.add(async(() -> {
                caller.socket().getInputStream().skipNBytes(each);
                sending.join();
            }));
        }
        done.forEach(CompletableFuture::join);
        double seconds = (System.nanoTime() - begin) / 1e9;
        injection.close();
        for (Caller caller : callers) {
            caller.close();
        }
        row(
                "bandwidth, " + connections + " connections",
                bitsPerSecond / 1e6,
                each * 8.0 * connections / seconds / 1e6,
                "Mbit/s");
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

    /** One byte after the other on many connections: those that come late were lost. */
    private void loss(int percent) throws IOException {
        int connections = 40;
        int each = percent < 5 ? 500 : 60;
        Injection injection = inject(Sent.loss(link, PacketHarm.LOSS, Direction.TO, percent));
        int[] late = new int[connections];
        List<CompletableFuture<Void>> done = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            int number = i;
            done.add(async(() -> {
                try (Caller caller = new Caller(listen)) {
                    for (int j = 0; j < each; j++) {
                        late[number] += caller.echo("x") >= 199 ? 1 : 0;
                    }
                }
            }));
        }
        done.forEach(CompletableFuture::join);
        injection.close();
        within("packetLoss, late at the caller", percent, Arrays.stream(late).sum(), (long) connections * each);
        Delivered.Harms harms = ((Delivered.Traffic) injection.delivered()).harms();
        within("packetLoss, as the link counts", percent, harms.piecesHarmed(), harms.piecesSeen());
    }

    /** A binomial count is as far off as its standard error lets it. */
    private void within(String fault, double percent, long struck, long of) {
        double got = struck * 100.0 / of;
        double error = 100 * Math.sqrt(percent / 100 * (1 - percent / 100) / of);
        double off = Math.max(0, Math.abs(got - percent) - 2 * error);
        wrong += off > 0.05 * percent ? 1 : 0;
        System.out.printf(
                "| %s | %.0f %% | %.3f %% (%d of %d; chance alone ± %.3f) | %+.2f |%n",
                fault, percent, got, struck, of, 2 * error, (got - percent) / percent * 100);
    }

    private void corruption(int percent) throws IOException {
        int pieces = percent < 5 ? 30_000 : 5_000;
        Injection injection =
                inject(stream(new StreamHarm.Corruption(), new Intensity.Portion(Share.ofPercent(percent))));
        int struck = 0;
        try (Caller caller = new Caller(listen)) {
            String text = "x".repeat(200);
            for (int i = 0; i < pieces; i++) {
                caller.send(text);
                struck += caller.receive(200).equals(text) ? 0 : 1;
            }
        }
        injection.close();
        within("corruption", percent, struck, pieces);
    }

    private void cut(String name, long bytes, StreamHarm harm) throws IOException {
        Injection injection = inject(stream(harm, FULL));
        long got = 0;
        try (Caller caller = new Caller(listen)) {
            CompletableFuture<Void> sending = async(() -> caller.send("x".repeat(2_000_000)));
            InputStream in = caller.socket().getInputStream();
            byte[] buffer = new byte[64 << 10];
            try {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    got += n;
                }
            } catch (SocketException reset) {
                // As it should be.
            }
            sending.cancel(true);
        }
        injection.close();
        row(name, (double) bytes, (double) got, "B");
    }

    private void resetAfterTime() throws IOException {
        double[] took = new double[10];
        Injection injection = inject(stream(new StreamHarm.ResetAfterTime(Duration.ofMillis(200)), FULL));
        for (int i = 0; i < took.length; i++) {
            try (Caller caller = new Caller(listen)) {
                long begin = System.nanoTime();
                try {
                    caller.receive(1);
                } catch (SocketException reset) {
                    took[i] = (System.nanoTime() - begin) / 1e6;
                }
            }
        }
        injection.close();
        row("resetAfter a time", 200, median(took), "ms");
    }

    private void slowClose() throws IOException {
        double[] took = new double[10];
        Intensity delay = new Intensity.Delay(Duration.ofMillis(200), Duration.ZERO);
        Injection injection = inject(stream(new StreamHarm.SlowClose(), delay));
        for (int i = 0; i < took.length; i++) {
            try (Caller caller = new Caller(listen)) {
                caller.echo("x");
                long begin = System.nanoTime();
                caller.socket().shutdownOutput();
                caller.receive(1);
                took[i] = (System.nanoTime() - begin) / 1e6;
            }
        }
        injection.close();
        row("slowClose", 200, median(took), "ms");
    }

    private void slices() throws IOException {
        Injection injection = inject(stream(new StreamHarm.Slices(10, Duration.ofMillis(10)), FULL));
        try (Caller caller = new Caller(listen)) {
            double took = caller.echo("x".repeat(1010));
            row("slices of 10 B every 10 ms: 1010 B", 1000, took, "ms");
        }
        injection.close();
    }

    /** Looks every few milliseconds whether it is up, for some cycles. */
    private void flapping() throws IOException {
        StreamHarm harm = new StreamHarm.Flapping(
                Duration.ofMillis(600), Duration.ofMillis(400), StreamHarm.Flapping.Down.REFUSING);
        Injection injection = inject(stream(harm, FULL));
        long begin = System.nanoTime();
        long up = 0;
        long before = begin;
        while (before - begin < 8_000_000_000L) {
            boolean served = true;
            try (Caller caller = new Caller(listen)) {
                caller.echo("x");
            } catch (IOException down) {
                served = false;
            }
            LockSupport.parkNanos(2_000_000);
            long now = System.nanoTime();
            up += served ? now - before : 0;
            before = now;
        }
        injection.close();
        row("flapping, 400 ms down, 600 ms up: up", 60, up * 100.0 / (before - begin), "%");
    }

    /** In turns; the first part of a transfer, in which a latency lets nothing arrive, is not looked at. */
    private void latencyAtFullBandwidth() throws IOException {
        int rounds = 5;
        double[] off = new double[rounds];
        double[] on = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            off[round] = bulk();
            Injection injection = inject(Sent.latency(link, Sent.ALL, Direction.TO, 100));
            on[round] = bulk();
            injection.close();
        }
        System.out.printf(
                "%nsteady echo on one connection, median of %d: %.0f MiB/s without, %.0f MiB/s with a latency of 100 ms"
                        + " (%+.1f %%)%n",
                rounds, median(off), median(on), (median(on) - median(off)) / median(off) * 100);
    }

    /** MiB/s over the last three quarters of a transfer. */
    private double bulk() throws IOException {
        int bytes = 512 << 20;
        try (Caller caller = new Caller(listen)) {
            byte[] chunk = new byte[64 << 10];
            CompletableFuture<Void> sending = async(() -> {
                for (int sent = 0; sent < bytes; sent += chunk.length) {
                    caller.socket().getOutputStream().write(chunk);
                }
            });
            caller.socket().getInputStream().skipNBytes(bytes / 4);
            long begin = System.nanoTime();
            caller.socket().getInputStream().skipNBytes(bytes - bytes / 4);
            sending.join();
            return ((bytes - bytes / 4) >> 20) / ((System.nanoTime() - begin) / 1e9);
        }
    }
}

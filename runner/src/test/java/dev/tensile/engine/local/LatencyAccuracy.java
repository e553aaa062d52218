package dev.tensile.engine.local;

import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Injection;
import dev.tensile.engine.TestPlans;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.Scope;
import dev.tensile.run.Delivered;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Measures the local engine as its callers see it; started by {@code bench/latency-accuracy}. */
final class LatencyAccuracy {
    private static final int RATE = 200;
    private static final int MESSAGE = 64;
    private static final int[] ASKED_MILLIS = {1, 5, 20, 100, 400};
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private LatencyAccuracy() {}

    public static void main(String[] arguments) throws Exception {
        int windows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
        try (EchoServer upstream = new EchoServer()) {
            HostPort listen = Caller.freePort();
            Dependency dependency = TestPlans.dependency("echo", listen, upstream.address());
            try (EngineSession session = new LocalEngine().open(TestPlans.plan(latency(dependency, 1)), "accuracy")) {
                passThrough(listen, upstream.address());
                accuracy(session, dependency, listen, windows);
                revert(session, dependency, listen);
                System.out.println("\n" + session.verify().detail());
            }
        }
    }

    private static Dose latency(Dependency dependency, int millis) {
        return TestPlans.latency(dependency, TestPlans.percentOf(Scope.CONNECTIONS, 100), Duration.ofMillis(millis));
    }

    /** A busy machine takes the processor away for milliseconds: hence windows, their median, and the best of them. */
    private static void accuracy(EngineSession session, Dependency dependency, HostPort listen, int windows)
            throws IOException {
        System.out.printf(
                "%n%d requests/s on one connection, %d pairs of windows of 1 s without and with the fault, ms;"
                        + " each number is the median over pairs (the best pair in brackets)%n%n",
                RATE, windows);
        System.out.println("| asked | off p50 | off p99 | added median | error of median | error at p95"
                + " | worst error p1–p99 | link says p50 | link says p99 |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        for (int asked : ASKED_MILLIS) {
            double[][] seen = new double[8][windows];
            try (Caller caller = new Caller(listen)) {
                for (int window = 0; window < windows; window++) {
                    double[] off = openLoop(caller, RATE);
                    Injection injection = session.inject(new DoseOrder(1, 0, latency(dependency, asked), LIMIT, 1));
                    double[] on = openLoop(caller, RATE);
                    injection.close();
                    double[] pair = pair(asked, off, on, (Delivered.Traffic) injection.delivered());
                    for (int i = 0; i < pair.length; i++) {
                        seen[i][window] = pair[i];
                    }
                }
            }
            StringBuilder row = new StringBuilder("| " + asked + " |");
            for (double[] column : seen) {
                row.append(String.format(" %.3f (%.3f) |", at(column, 50), nearestToZero(column)));
            }
            System.out.println(row);
        }
    }

    private static double[] pair(int asked, double[] off, double[] on, Delivered.Traffic delivered) {
        double worst = 0;
        for (int percent = 1; percent <= 99; percent++) {
            double error = at(on, percent) - at(off, percent) - asked;
            worst = Math.max(worst, Math.abs(error));
        }
        double median = at(on, 50) - at(off, 50);
        return new double[] {
            at(off, 50),
            at(off, 99),
            median,
            median - asked,
            at(on, 95) - at(off, 95) - asked,
            worst,
            delivered.delays().p50Nanos() / 1e6,
            delivered.delays().p99Nanos() / 1e6
        };
    }

    private static double nearestToZero(double[] values) {
        return Arrays.stream(values)
                .reduce((a, b) -> Math.abs(a) <= Math.abs(b) ? a : b)
                .orElse(0);
    }

    /** Sends at a fixed rate whether answers have come or not; milliseconds from sending to the answer. */
    private static double[] openLoop(Caller caller, int count) {
        long[] sent = new long[count];
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
            long begin = System.nanoTime();
            for (int i = 0; i < count; i++) {
                long due = begin + i * 1_000_000_000L / RATE;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                sent[i] = System.nanoTime();
                write(caller, i);
            }
        });
        double[] took = new double[count];
        try {
            DataInputStream in = new DataInputStream(caller.socket().getInputStream());
            byte[] message = new byte[MESSAGE];
            for (int i = 0; i < count; i++) {
                in.readFully(message);
                took[i] = (System.nanoTime() - sent[ByteBuffer.wrap(message).getInt()]) / 1e6;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sending.join();
        return took;
    }

    private static void write(Caller caller, int number) {
        try {
            caller.socket()
                    .getOutputStream()
                    .write(ByteBuffer.allocate(MESSAGE).putInt(number).array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void revert(EngineSession session, Dependency dependency, HostPort listen) throws IOException {
        int times = 30;
        double[] returned = new double[times];
        double[] undisturbed = new double[times];
        for (int i = 0; i < times; i++) {
            try (Caller caller = new Caller(listen);
                    Caller waiting = new Caller(listen)) {
                Injection injection = session.inject(new DoseOrder(1, 0, latency(dependency, 400), LIMIT, 1));
                waiting.send("x".repeat(10_000));
                long begin = System.nanoTime();
                injection.close();
                returned[i] = (System.nanoTime() - begin) / 1e6;
                caller.echo("hello");
                undisturbed[i] = (System.nanoTime() - begin) / 1e6;
                waiting.receive(10_000);
            }
        }
        System.out.printf(
                "%nrevert of 400 ms, %d times, ms: returned median %.2f, max %.2f; first undisturbed"
                        + " request answered median %.2f, max %.2f%n",
                times, at(returned, 50), at(returned, 100), at(undisturbed, 50), at(undisturbed, 100));
    }

    private static void passThrough(HostPort listen, HostPort upstream) throws IOException {
        double[] direct = new double[0];
        double[] linked = new double[0];
        for (int round = 0; round < 6; round++) {
            direct = joined(direct, pingPong(upstream, 2000));
            linked = joined(linked, pingPong(listen, 2000));
        }
        System.out.println("\n| path | median ms | p99 ms | exchanges/s, one connection | echo of 64 MiB, MiB/s |");
        System.out.println("|---|---|---|---|---|");
        path("direct", direct, bulk(upstream));
        path("link", linked, bulk(listen));
        System.out.printf(
                "| added | %.3f | %.3f | | |%n", at(linked, 50) - at(direct, 50), at(linked, 99) - at(direct, 99));
    }

    private static void path(String name, double[] took, double bulk) {
        System.out.printf(
                "| %s | %.3f | %.3f | %.0f | %.0f |%n",
                name,
                at(took, 50),
                at(took, 99),
                took.length / Arrays.stream(took).sum() * 1000,
                bulk);
    }

    private static double[] pingPong(HostPort to, int count) throws IOException {
        double[] took = new double[count];
        try (Caller caller = new Caller(to)) {
            for (int i = -200; i < count; i++) {
                double one = caller.echo("x".repeat(MESSAGE));
                if (i >= 0) {
                    took[i] = one;
                }
            }
        }
        return took;
    }

    private static double bulk(HostPort to) throws IOException {
        int bytes = 64 << 20;
        try (Caller caller = new Caller(to)) {
            byte[] chunk = new byte[64 << 10];
            long begin = System.nanoTime();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try {
                    for (int sent = 0; sent < bytes; sent += chunk.length) {
                        caller.socket().getOutputStream().write(chunk);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            caller.socket().getInputStream().skipNBytes(bytes);
            sending.join();
            return (bytes >> 20) / ((System.nanoTime() - begin) / 1e9);
        }
    }

    private static double[] joined(double[] one, double[] other) {
        double[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static double at(double[] values, int percent) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.round((sorted.length - 1) * percent / 100.0)];
    }
}

package dev.tensile.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A tiny shop, a script about it, and a state folder of its own; after each test no process, port or journaled run is left. Compiled
 * scripts are kept for all tests in {@code target/}.
 */
abstract class Scene {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Everything by parameter, so that it is compiled once. The phases are as short as can be judged at all. */
    static final String SCRIPT = """
            experiment("Buying survives a slow stock") {
                owner = "team-test"
                because = "It must."

                val shopAt by param("http://127.0.0.1:9")
                val linkAt by param("127.0.0.1:9")
                val stockAt by param("127.0.0.1:9")
                val path by param("/buy")
                val often by param(50.perSecond)
                val hold by param(4.seconds)

                val shop = service("shop") { http(shopAt); health("/health") }
                val stock = dependency("stock") { local { listen(linkAt); upstream(stockAt) } }
                val buying = load("buying", on = shop) { rate = often; timeout = 1.seconds; get(path) }

                hypothesis { expect(buying.p95) below 900.milliseconds }
                guardrails { abortWhen(buying.errorRate above 50.percent) }

                settle(0.seconds)
                baseline(5.seconds)
                ladder(latency(on = stock)) {
                    rung(all of requests, 20.milliseconds, hold = hold)
                    coolDown(1.seconds)
                }
                recovery(1.seconds)
            }
            """;

    @TempDir
    Path folder;

    TinyShop shop;

    @BeforeEach
    void open() throws IOException {
        System.setProperty("tensile.state", folder.resolve("state").toString());
        System.setProperty(
                "tensile.cache",
                Path.of("target", "script-cache").toAbsolutePath().toString());
        shop = new TinyShop();
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        shop.close();
        await("no process is left", () -> ProcessHandle.current().descendants().noneMatch(ProcessHandle::isAlive));
        assertFalse(isServed(shop.linkPort()), "somebody still listens on " + shop.link());
        assertTrue(Answer.of("recover").human().contains("nothing to recover"));
        System.clearProperty("tensile.state");
        System.clearProperty("tensile.cache");
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "not within " + PATIENCE.toSeconds() + " s: " + what);
            try {
                Thread.sleep(20);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting: " + what, interrupted);
            }
        }
    }

    static boolean isServed(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    Path runs() {
        return folder.resolve("runs");
    }

    /** The script, after these changes: each a text in it and what stands there instead. */
    String script(String... changes) {
        String text = SCRIPT;
        for (int i = 0; i < changes.length; i += 2) {
            assertTrue(text.contains(changes[i]), changes[i]);
            text = text.replace(changes[i], changes[i + 1]);
        }
        return write("shop.chaos.kts", text).toString();
    }

    Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException full) {
            throw new AssertionError("cannot write " + name, full);
        }
    }

    /** A command on the script, with the addresses of this shop. */
    String[] about(String command, String script, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, script));
        for (String setting : List.of("shopAt=" + shop.url(), "linkAt=" + shop.link(), "stockAt=" + shop.stock())) {
            arguments.addAll(List.of("--set", setting));
        }
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    /** A plan on disk, so that a run need not compile. */
    Path savedPlan(String... more) {
        Path file = folder.resolve("plan.json");
        List<String> options = new ArrayList<>(List.of(more));
        options.addAll(List.of("--save", file.toString(), "--seed", "7"));
        Answer.of(about("plan", script(), options.toArray(String[]::new))).exits(ExitCode.HELD);
        return file;
    }

    /** The only run there is. */
    Path onlyRun() throws IOException {
        List<Path> all = runFolders();
        assertTrue(all.size() == 1, all::toString);
        return all.get(0);
    }

    List<Path> runFolders() throws IOException {
        if (!Files.exists(runs())) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(runs(), 2)) {
            return found.filter(path -> Files.isRegularFile(path.resolve("plan.json")) && !Files.isSymbolicLink(path))
                    .toList();
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new AssertionError("cannot read " + file, unreadable);
        }
    }
}

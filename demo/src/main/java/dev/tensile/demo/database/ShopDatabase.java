package dev.tensile.demo.database;

import dev.tensile.demo.options.Count;
import dev.tensile.demo.options.Port;
import dev.tensile.demo.process.CannotStart;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL server with the shop's carts in a database {@code shop}; whoever connects as {@code shop} may read. */
public final class ShopDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShopDatabase.class);
    private static final Duration START_WITHIN = Duration.ofSeconds(30);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN_MILLIS = 50; // it is not our child: there is nothing to wait on

    private final DataFolder folder;
    private final EmbeddedPostgres server;
    /** Written by the one who follows the server, read by all. */
    private volatile Postmaster postmaster;

    private ShopDatabase(DataFolder folder, EmbeddedPostgres server, Postmaster postmaster) {
        this.folder = folder;
        this.server = server;
        this.postmaster = postmaster;
    }

    /**
     * Makes a new database and starts it on loopback.
     *
     * @param binaries where the unpacked PostgreSQL is kept between runs
     * @throws CannotStart when the folder or the port cannot be had, or PostgreSQL does not come up
     */
    public static ShopDatabase start(Port port, Path data, Path binaries, Count carts) {
        int free = freePort(port);
        DataFolder folder = DataFolder.take(data);
        try {
            EmbeddedPostgres server = new Binaries(binaries).start(free, folder.data());
            Postmaster postmaster = folder.postmaster()
                    .orElseThrow(() -> new IOException("the server left no process id in " + folder.data()));
            fill(server, carts);
            folder.writeStart(postmaster);
            return new ShopDatabase(folder, server, postmaster);
        } catch (IOException | SQLException | RuntimeException refused) {
            awaitStarters();
            folder.close();
            throw new CannotStart(
                    "cannot start PostgreSQL on port " + free + " in " + folder.data() + ": " + refused.getMessage()
                            + ". Its own words: add -Dorg.slf4j.simpleLogger.log.io.zonky.test.db.postgres=info"
                            + "; if files of it are missing, delete " + binaries + ".",
                    refused);
        }
    }

    /** A start that broke off, as it does in a process that is ending, may leave {@code pg_ctl} to bring up a server. */
    private static void awaitStarters() {
        Thread.interrupted(); // it has done its work: this thread starts nothing any more, it clears up
        ProcessHandle.current().children().forEach(starter -> {
            try {
                starter.onExit().get(START_WITHIN.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException stuck) {
                starter.destroyForcibly();
            }
        });
    }

    private static int freePort(Port wanted) {
        try (ServerSocket probe = new ServerSocket(wanted.number(), 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException taken) {
            throw new CannotStart(
                    "cannot listen on 127.0.0.1:" + wanted.number() + ": " + taken.getMessage()
                            + ". End what uses the port, or choose another by --port (0 takes a free one).",
                    taken);
        }
    }

    private static void fill(EmbeddedPostgres server, Count carts) throws SQLException {
        try (Connection postgres = server.getPostgresDatabase().getConnection();
                Statement statement = postgres.createStatement()) {
            statement.execute("create database shop");
        }
        try (Connection shop = server.getDatabase("postgres", "shop").getConnection();
                Statement statement = shop.createStatement()) {
            statement.execute(script().replace("CARTS", Integer.toString(carts.value())));
        }
    }

    private static String script() {
        try (InputStream script = ShopDatabase.class.getResourceAsStream("shop.sql")) {
            return new String(Objects.requireNonNull(script, "shop.sql").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public int port() {
        return server.getPort();
    }

    public long postmasterPid() {
        return postmaster.pid();
    }

    /** Returns when the server has ended, for whatever reason. */
    public void awaitEnd() throws InterruptedException {
        while (!postmaster.endedWithin(STOP_WITHIN)) {
            // it lives
        }
    }

    /** Starts it again on the same data, as anybody may; does nothing if it runs. */
    public void startAgain() throws InterruptedException {
        try {
            int code = folder.start();
            if (code != 0) {
                LOG.warn("PostgreSQL could not be started again: its start ended with {}.", code);
            }
        } catch (IOException refused) {
            LOG.warn("PostgreSQL could not be started again: {}", refused.getMessage());
        }
    }

    /** Returns when somebody has started it again on the same data. */
    public void awaitStart() throws InterruptedException {
        Optional<Postmaster> next = folder.postmaster();
        while (next.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
            next = folder.postmaster();
        }
        postmaster = next.get();
    }

    /** Stops the server, by force if it will not, and deletes its data. */
    @Override
    public void close() {
        try {
            server.close();
            postmaster.endedWithin(STOP_WITHIN);
        } catch (IOException unclean) {
            // the folder ends by force what is left
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        folder.close();
    }
}

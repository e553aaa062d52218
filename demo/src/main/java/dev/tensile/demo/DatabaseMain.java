package dev.tensile.demo;

import dev.tensile.demo.database.ShopDatabase;
import dev.tensile.demo.options.Count;
import dev.tensile.demo.options.Port;
import dev.tensile.demo.process.Launch;
import dev.tensile.demo.process.ShopProcess;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The shop's database: a real PostgreSQL that lives and dies with this process.
 *
 * <p>Somebody may end the server and start it again on its data, as an experiment does: by {@code DATA/postgres.start}. Only
 * {@code kill -9} on this process itself leaves the server running. Its id is in the line of readiness and in
 * {@code DATA/postgres/postmaster.pid}; the next start on the same folder ends it and deletes its data.
 */
@Command(
        name = "database",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "The demo shop's database: a real PostgreSQL with carts, deleted when the process ends.")
public final class DatabaseMain extends ShopProcess {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseMain.class);
    private static final int SERVER_ENDED = 4;

    @Option(names = "--port", paramLabel = "PORT", description = "Where to listen on 127.0.0.1; 0 takes a free port.")
    Port port = new Port(5433);

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            required = true,
            description = "Data goes to FOLDER/postgres, which is deleted at the end and, if left over, at the start.")
    @SuppressWarnings("NullAway.Init") // the command line insists on it
    Path data;

    @Option(names = "--binaries", paramLabel = "FOLDER", description = "Where the unpacked PostgreSQL is kept.")
    Path binaries = Path.of(System.getProperty("user.home"), ".cache", "tensile-demo");

    @Option(
            names = "--when-ended",
            paramLabel = "WHAT",
            description =
                    "What to do when somebody else ends the server: 'end', too, 'wait' until somebody has started it"
                            + " again by FOLDER/postgres.start, or start it 'again' after a second.")
    WhenEnded whenEnded = WhenEnded.END;

    @Option(names = "--carts", paramLabel = "COUNT", description = "Carts 1..COUNT are made.")
    Count carts = new Count(1_000);

    /** As written on the command line. */
    enum WhenEnded {
        END,
        WAIT,
        AGAIN
    }

    public static void main(String[] args) {
        Launch.run(new DatabaseMain(), args);
    }

    @Override
    protected Started start(CountDownLatch stopping) {
        ShopDatabase database = ShopDatabase.start(port, data, binaries.toAbsolutePath(), carts);
        Thread watch = new Thread(() -> followServer(database, stopping, whenEnded), "server-watch");
        watch.setDaemon(true);
        watch.start();
        return new Serving(database);
    }

    /** This process has no other purpose than its server: somebody who ends the server ends it, unless it is told to wait. */
    private static void followServer(ShopDatabase database, CountDownLatch stopping, WhenEnded whenEnded) {
        try {
            database.awaitEnd();
            while (whenEnded != WhenEnded.END && stopping.getCount() > 0) {
                LOG.warn("PostgreSQL has been ended by somebody else: we wait until it is started again.");
                if (whenEnded == WhenEnded.AGAIN && !stopping.await(1, TimeUnit.SECONDS)) {
                    database.startAgain();
                }
                database.awaitStart();
                LOG.warn("PostgreSQL {} has been started again.", database.postmasterPid());
                database.awaitEnd();
            }
        } catch (InterruptedException e) {
            return;
        }
        if (stopping.getCount() > 0) {
            LOG.warn("PostgreSQL {} has been ended by somebody else: so do we.", database.postmasterPid());
            System.exit(SERVER_ENDED);
        }
    }

    private record Serving(ShopDatabase database) implements Started {
        @Override
        public int port() {
            return database.port();
        }

        @Override
        public String remark() {
            return "postgres=" + database.postmasterPid();
        }

        @Override
        public void close() {
            database.close();
        }
    }
}

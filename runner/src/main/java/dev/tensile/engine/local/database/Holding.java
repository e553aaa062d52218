package dev.tensile.engine.local.database;

import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineException.Category;
import dev.tensile.engine.Injection;
import dev.tensile.experiment.Dose;
import dev.tensile.run.Delivered;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one dose, and one more that looks at them four times a second. Its fields are guarded by itself; a daemon thread
 * of its own looks, and closes it at the time limit.
 */
final class Holding implements Injection {
    private static final long LOOK_MILLIS = 250;
    private static final Duration GONE_WITHIN = Duration.ofSeconds(5);

    private final SessionsHandle handle;
    private final Grip grip;
    private final Connection look;
    private final List<Connection> sessions;
    private final ScheduledExecutorService looker;
    private double sum;
    private double least = Double.MAX_VALUE;
    private double most;
    private long looks;
    private boolean lost;
    private boolean closed;

    private Holding(SessionsHandle handle, Grip grip, Connection look, List<Connection> sessions) {
        this.handle = handle;
        this.grip = grip;
        this.look = look;
        this.sessions = sessions;
        looker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "tensile-sessions");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @throws EngineException if it cannot be had; then no session is left open */
    static Holding begin(Dose dose, Grip grip, Server server, SessionsHandle handle, Duration limit) {
        List<Connection> opened = new ArrayList<>();
        try {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Connection look = server.open(handle.looking(), limit.plus(GONE_WITHIN));
            opened.add(look);
            List<Connection> sessions = new ArrayList<>();
            take(grip, server, handle, look, limit, sessions, opened);
            Holding holding = new Holding(handle, grip, look, sessions);
            holding.lookNow();
            holding.start(limit);
            return holding;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failed(dose, opened, Category.BROKEN, "interrupted", interrupted);
        } catch (Grip.Refused refused) {
            throw failed(dose, opened, Category.NOT_DELIVERED, String.valueOf(refused.getMessage()), refused);
        } catch (SQLException told) {
            throw failed(dose, opened, Category.NOT_DELIVERED, String.valueOf(told.getMessage()), told);
        }
    }

    private static void take(
            Grip grip,
            Server server,
            SessionsHandle handle,
            Connection look,
            Duration limit,
            List<Connection> sessions,
            List<Connection> opened)
            throws SQLException, Grip.Refused, InterruptedException {
        try {
            grip.take(server, handle, look, limit, sessions);
        } finally {
            opened.addAll(sessions);
        }
    }

    private static EngineException failed(
            Dose dose, List<Connection> opened, Category category, String why, @Nullable Throwable cause) {
        opened.forEach(Server::closeQuietly);
        return new EngineException(
                category, dose + " is not in force: " + why, "see tensile doctor, then run it again", cause);
    }

    private void start(Duration limit) {
        var looking = looker.scheduleWithFixedDelay(this::lookNow, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        var unused = looker.schedule(
                () -> {
                    looking.cancel(false);
                    close();
                },
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private synchronized void lookNow() {
        if (closed) {
            return;
        }
        double held;
        try {
            held = grip.held(look, handle);
        } catch (SQLException gone) {
            held = 0;
        }
        lost |= held < grip.asked();
        sum += held;
        least = Math.min(least, held);
        most = Math.max(most, held);
        looks++;
    }

    /** Whether some of it was gone before it was given back. */
    synchronized boolean isLost() {
        return lost;
    }

    @Override
    public synchronized Delivered delivered() {
        boolean felt = grip.isFelt();
        double got = looks == 0 || !felt ? 0 : sum / looks;
        return new Delivered.Measured(
                grip.what(), grip.unit(), grip.asked(), got, looks == 0 ? 0 : least, most, grip.remarks());
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        lookNow();
        closed = true;
        looker.shutdown();
        sessions.forEach(Server::closeQuietly);
        awaitGone();
        Server.closeQuietly(look);
    }

    /** The server takes a moment to end a session; whether it did is for the verification to say. */
    private void awaitGone() {
        long end = System.nanoTime() + GONE_WITHIN.toNanos();
        try {
            while (Server.ask(look, EndedSessions.OF_NAME, handle.application()) > 0 && System.nanoTime() < end) {
                java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
            }
        } catch (SQLException gone) {
            return; // nor can it be looked any more
        }
    }
}

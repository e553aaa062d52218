package dev.tensile.engine.local.host;

import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.LocalResolver;
import dev.tensile.process.ProcessId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Holds the doses of one run. One thread does everything, so that nothing is taken back while it is being done. */
final class Watchdog {
    private static final long TICK_MILLIS = 100;

    /** How long the run may say nothing. */
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final HeldFolder folder;
    private final Mark mark;
    private final Programs programs;
    private final Map<String, Resolver> resolvers = new LinkedHashMap<>();
    private final Map<Long, WatchedDose> doses = new LinkedHashMap<>();
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tensile-watchdog");
        thread.setDaemon(true);
        return thread;
    });

    /** Owned by the loop. */
    private long heardNanos = System.nanoTime();

    private boolean over;

    Watchdog(String lease) {
        folder = HeldFolder.of(lease);
        mark = new Mark(lease);
        programs = new Programs(mark, folder);
    }

    /** @param run that has it */
    void start(ProcessId run) throws IOException {
        folder.create();
        folder.writeHolders(ProcessId.current(), run);
        var unused = loop.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    HostWire.Answer answer(HostWire.Ask ask) throws InterruptedException {
        try {
            return loop.submit(() -> carryOut(ask)).get();
        } catch (ExecutionException failed) {
            return HostWire.Answer.refused("the watchdog did not do it: " + failed.getCause());
        }
    }

    private HostWire.Answer carryOut(HostWire.Ask ask) {
        heardNanos = System.nanoTime();
        @Nullable
        String refusal = over && ask.verb() != HostWire.Verb.LOOK
                ? "the watchdog has taken everything back already: the run was silent for too long"
                : switch (ask.verb()) {
                    case LOOK -> null;
                    case START -> start(Objects.requireNonNull(ask.start()));
                    case RESOLVE -> resolve(Objects.requireNonNull(ask.resolve()));
                    case INJECT -> inject(Objects.requireNonNull(ask.order()));
                    case REVERT -> {
                        revert(ask.number());
                        yield null;
                    }
                    case END -> {
                        end("the run is over");
                        yield null;
                    }
                };
        return new HostWire.Answer(refusal, states(), programs.look());
    }

    private @Nullable String start(HostWire.Start start) {
        try {
            Victim unused = programs.start(start);
            return null;
        } catch (Hurt.Refused refused) {
            return refused.getMessage();
        }
    }

    private @Nullable String resolve(HostWire.Resolve resolve) {
        try {
            resolvers.put(
                    resolve.program(),
                    new Resolver(new LocalResolver(
                            HostPort.parse(resolve.listen()), resolve.upstream(), resolve.answers())));
            return null;
        } catch (IOException taken) {
            return "it cannot listen on " + resolve.listen() + ": " + taken.getMessage();
        }
    }

    private @Nullable String inject(HostWire.Order order) {
        Hurt hurt = hurt(order);
        try {
            hurt.check();
            folder.write(order.id(), hurt.held());
            WatchedDose dose = new WatchedDose(order, hurt, folder, System.nanoTime());
            doses.put(order.id(), dose);
            dose.begin();
            return null;
        } catch (IOException full) {
            return "what undoes it cannot be written down: " + full.getMessage();
        } catch (Hurt.Refused refused) {
            return refused.getMessage();
        }
    }

    private Hurt hurt(HostWire.Order order) {
        return switch (order.act()) {
            case KILL, SLOW_START, OUTAGE -> new Ending(order, programs);
            case PAUSE -> new Pausing(order);
            case LIMIT -> new Limiting(order);
            case DNS -> new Misanswering(order, Objects.requireNonNull(resolvers.get(order.program())));
            default -> new Stressing(order, mark);
        };
    }

    private void revert(long id) {
        WatchedDose dose = doses.get(id);
        if (dose != null) {
            dose.revert("");
        }
    }

    private void tick() {
        long now = System.nanoTime();
        doses.values().forEach(dose -> dose.tick(now));
        try {
            if (!over) {
                programs.tick(now);
            }
            if (!over && now - heardNanos > SILENCE_NANOS) {
                end("the run was silent for too long");
            }
        } catch (RuntimeException failed) {
            // The clock goes on: what is left is written down, and looked for by the run and by recover.
        }
    }

    private List<HostWire.Dose> states() {
        return doses.values().stream().map(WatchedDose::state).toList();
    }

    /** Takes everything back, the last first, and ends what was started. */
    private void end(String why) {
        if (over) {
            return;
        }
        over = true;
        List<WatchedDose> last = new ArrayList<>(doses.values());
        Collections.reverse(last);
        last.forEach(dose -> dose.revert(why));
        List<Victim> left = programs.end();
        resolvers.values().forEach(Resolver::close);
        if (left.isEmpty()) {
            folder.close();
        }
    }

    /** From whatever thread; returns when it is done. */
    void endSurely() {
        try {
            loop.submit(() -> end("the run is over")).get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the watchdog could not take everything back", failed.getCause());
        }
    }
}

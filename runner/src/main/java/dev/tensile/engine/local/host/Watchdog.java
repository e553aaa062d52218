package dev.tensile.engine.local.host;

import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.LocalResolver;
import dev.tensile.run.Delivered;
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
    private final Map<Long, Dose> doses = new LinkedHashMap<>();
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
        programs = new Programs(mark);
    }

    private static final class Dose {
        final Hurt hurt;
        final long endNanos;
        boolean over;
        String trouble = "";

        Dose(Hurt hurt, long limitMillis) {
            this.hurt = hurt;
            endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
        }
    }

    void start() throws IOException {
        folder.create();
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
                        revert(ask.number(), "");
                        yield null;
                    }
                    case END -> {
                        end();
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
            folder.write(order.id(), hurt.held());
        } catch (IOException full) {
            return "what undoes it cannot be written down: " + full.getMessage();
        }
        Dose dose = new Dose(hurt, order.limitMillis());
        doses.put(order.id(), dose);
        try {
            hurt.begin();
            return null;
        } catch (Hurt.Refused refused) {
            revert(order.id(), String.valueOf(refused.getMessage()));
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

    private void revert(long id, String why) {
        Dose dose = doses.get(id);
        if (dose != null && !dose.over) {
            dose.over = true;
            dose.trouble = why;
            dose.hurt.end();
            folder.forget(id);
        }
    }

    private void tick() {
        long now = System.nanoTime();
        if (!over && now - heardNanos > SILENCE_NANOS) {
            end();
        }
        List.copyOf(doses.keySet()).forEach(id -> tick(id, Objects.requireNonNull(doses.get(id)), now));
    }

    private void tick(long id, Dose dose, long now) {
        if (dose.over) {
            if (folder.has(id)) {
                folder.forget(id);
            }
        } else if (now >= dose.endNanos) {
            revert(id, "its time limit passed");
        } else {
            dose.hurt.tick();
        }
    }

    private List<HostWire.Dose> states() {
        List<HostWire.Dose> states = new ArrayList<>();
        doses.forEach((id, dose) -> {
            Delivered.Measured measured = dose.hurt.measured();
            String trouble = dose.trouble.isEmpty() && !dose.over ? dose.hurt.trouble() : dose.trouble;
            states.add(new HostWire.Dose(id, dose.hurt.isShown(), dose.over, trouble, measured));
        });
        return states;
    }

    /** Takes everything back, the last first, and ends what was started. */
    private void end() {
        if (over) {
            return;
        }
        over = true;
        List<Long> last = new ArrayList<>(doses.keySet());
        Collections.reverse(last);
        last.forEach(id -> revert(id, "the run is over"));
        List<Victim> unused = programs.end();
        resolvers.values().forEach(Resolver::close);
        folder.close();
    }

    /** From whatever thread; returns when it is done. */
    void endSurely() {
        try {
            loop.submit(this::end).get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the watchdog could not take everything back", failed.getCause());
        }
    }
}

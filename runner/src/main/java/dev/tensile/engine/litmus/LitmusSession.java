package dev.tensile.engine.litmus;

import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineException.Category;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Injection;
import dev.tensile.engine.Verification;
import dev.tensile.engine.kubernetes.CannotDo;
import dev.tensile.engine.kubernetes.ClusterRefused;
import dev.tensile.engine.kubernetes.Instance;
import dev.tensile.engine.kubernetes.NotInForce;
import dev.tensile.engine.kubernetes.Watch;
import dev.tensile.run.Undo;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** One run's faults. Owned by the thread of the run. */
final class LitmusSession implements EngineSession {
    private final Way way;
    private final Watch<Held> watch;
    private final Deque<Injection> injections = new ArrayDeque<>();

    LitmusSession(Way way, Patience patience) {
        this.way = way;
        watch = new Watch<>(
                "tensile-litmus-watch",
                new Watch.Pace(patience.watch(), patience.silence()),
                held -> held.look(way),
                way::ping,
                way::isSilence);
    }

    /** What is watched. */
    record Held(EngineResource resource, LitmusSpec spec, Freed freed) {
        Watch.Seen look(Way way) {
            Way.Look look = way.look(resource, spec);
            look.hurt().ifPresent(freed::seen);
            return look.seen();
        }
    }

    @Override
    public List<Undo> openUndos() {
        return List.of();
    }

    @Override
    public Undo undoOf(DoseOrder order) {
        return way.undoOf(way.resource(order, Translation.of(order.dose())), order);
    }

    @Override
    public Injection inject(DoseOrder order) {
        LitmusSpec spec = Translation.of(order.dose());
        EngineResource resource = way.resource(order, spec);
        List<Instance> before;
        try {
            before = way.pods(spec);
            spec = spec.aimedAt(before);
            way.mayBeShown(spec);
        } catch (CannotDo refused) {
            throw notBegun(order, refused.what() + "; " + refused.mend());
        } catch (ClusterRefused refused) {
            throw notBegun(order, String.valueOf(refused.getMessage()));
        } catch (NotInForce never) {
            throw notBegun(order, never.why());
        }
        return inject(order, spec, resource, before);
    }

    private Injection inject(DoseOrder order, LitmusSpec spec, EngineResource resource, List<Instance> before) {
        try {
            Injected injected = way.inject(resource, spec, order, before);
            watch.heard();
            Held held = new Held(resource, spec, new Freed());
            held.freed().seen(injected.names());
            Injection injection = new LitmusInjection(way, watch, held, before, injected);
            injections.push(injection);
            return injection;
        } catch (ClusterRefused refused) {
            throw notInForce(order, resource, String.valueOf(refused.getMessage()));
        } catch (NotInForce failed) {
            throw notInForce(order, resource, failed.why());
        }
    }

    private static EngineException notBegun(DoseOrder order, String why) {
        return notInForce(order, Category.NOT_DELIVERED, why);
    }

    /** Whatever there is of it is taken back first. */
    private EngineException notInForce(DoseOrder order, EngineResource resource, String why) {
        TakingBack.Result back = way.takeBack(resource);
        boolean left = back.end() == TakingBack.End.LEFT;
        return notInForce(
                order, left ? Category.BROKEN : Category.NOT_DELIVERED, why + (left ? "; " + back.detail() : ""));
    }

    private static EngineException notInForce(DoseOrder order, Category category, String why) {
        return new EngineException(
                category,
                order.dose() + " is not in force: " + why,
                "tensile doctor --on litmus says what is missing",
                null);
    }

    @Override
    public Verification verify() {
        return way.verify();
    }

    @Override
    public boolean isAlive() {
        return watch.isAlive();
    }

    @Override
    public void close() {
        while (!injections.isEmpty()) {
            injections.pop().close();
        }
        watch.close();
        way.close();
    }
}

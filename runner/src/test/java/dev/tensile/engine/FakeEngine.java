package dev.tensile.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Problem;
import dev.tensile.experiment.Scope;
import dev.tensile.run.Delivered;
import dev.tensile.run.Restoration;
import dev.tensile.run.Undo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Hurts nothing; writes down what it is asked, and fails where a test wants it to. Doses go by the name of their target. */
final class FakeEngine implements Engine, EngineSession {
    static final Delivered SOME = new Delivered.Traffic(4, 4, 0, 0, 4, 0, 0, Delivered.Delays.NONE);

    private final List<String> calls;
    private final List<String> inForce = new ArrayList<>();
    private final Set<String> failing = new HashSet<>();
    private Consumer<Undo> beforeInject = undo -> {};
    private Consumer<String> afterRevert = name -> {};
    private List<Undo> openUndos = List.of();
    private boolean alive = true;
    private boolean ignoresTraces;
    private final Set<String> undelivered = new HashSet<>();
    private final Map<String, Boolean> hanging = new HashMap<>();
    private final Set<String> lettingGo = new HashSet<>();
    private Runnable onHang = () -> {};
    private boolean forgetful;
    private boolean open;

    FakeEngine(List<String> calls) {
        this.calls = calls;
    }

    /** From now on this call fails, such as {@code inject a}. */
    void failAt(String call) {
        failing.add(call);
    }

    void beforeInject(Consumer<Undo> look) {
        beforeInject = beforeInject.andThen(look);
    }

    void afterRevert(Consumer<String> look) {
        afterRevert = look;
    }

    void openUndos(Undo... undos) {
        openUndos = List.of(undos);
    }

    void die() {
        alive = false;
    }

    /** Reverting does nothing from now on. */
    void leaveBehind() {
        forgetful = true;
    }

    /** This dose cannot be shown to be in force, from now on. */
    void neverDelivers(String name) {
        undelivered.add(name);
    }

    /** Is never done with this dose; leaves it in force or not when it is interrupted. */
    void hangsAt(String name, boolean inForceAllTheSame) {
        hanging.put(name, inForceAllTheSame);
    }

    /** Told by the thread that hangs. */
    void onHang(Runnable told) {
        onHang = told;
    }

    private void hang(String name) {
        onHang.run();
        try {
            Thread.sleep(60_000);
            throw new AssertionError("nobody gave up " + name);
        } catch (InterruptedException given) {
            calls.add("give up " + name);
            if (!Boolean.TRUE.equals(hanging.get(name))) {
                throw new EngineException(
                        EngineException.Category.NOT_DELIVERED, name + " is not in force: interrupted", "look", null);
            }
        }
    }

    /** Whatever a request's trace id is, from now on. */
    void ignoreTraces() {
        ignoresTraces = true;
    }

    List<String> inForce() {
        return List.copyOf(inForce);
    }

    boolean isOpen() {
        return open;
    }

    private void called(String call) {
        calls.add(call);
        if (failing.contains(call)) {
            throw new EngineException(EngineException.Category.BROKEN, call + " failed", "mend it", null);
        }
    }

    private static String name(Dose dose) {
        return dose.fault().on().name();
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public List<Problem> check(Plan plan) {
        return List.of();
    }

    @Override
    public String where() {
        return "";
    }

    @Override
    public List<Ability> abilities() {
        return List.of();
    }

    @Override
    public Diagnosis diagnose(java.util.Optional<Plan> plan) {
        return new Diagnosis(List.of(), "");
    }

    @Override
    public String worstCase(Plan plan) {
        return "nothing is ever in force";
    }

    @Override
    public EngineSession open(Plan plan, String run) {
        called("open");
        open = true;
        return this;
    }

    @Override
    public Verification undo(Undo undo) {
        throw new AssertionError("a run does not undo as another process does");
    }

    @Override
    public List<Undo> openUndos() {
        return openUndos;
    }

    @Override
    public Undo undoOf(DoseOrder order) {
        return new Undo("fake", "dose", Map.of("of", name(order.dose())));
    }

    @Override
    public Injection inject(DoseOrder order) {
        String name = name(order.dose());
        beforeInject.accept(undoOf(order));
        called("inject " + name);
        if (undelivered.contains(name)) {
            throw new EngineException(
                    EngineException.Category.NOT_DELIVERED, name + " is not in force: no target", "look", null);
        }
        if (hanging.containsKey(name)) {
            hang(name);
        }
        inForce.add(name);
        return new Injected(name, order.dose().radius().scope());
    }

    @Override
    public Verification verify() {
        called("verify");
        return new Verification(
                "the fake",
                inForce.isEmpty() ? Restoration.VERIFIED : Restoration.RESIDUE,
                inForce.isEmpty() ? "clean" : "still in force: " + inForce);
    }

    @Override
    public boolean isAlive() {
        return alive;
    }

    @Override
    public void close() {
        open = false;
        called("close");
    }

    private final class Injected implements Injection {
        private final String name;

        private final Scope scope;

        Injected(String name, Scope scope) {
            this.name = name;
            this.scope = scope;
        }

        @Override
        public boolean followsTraces() {
            return scope == Scope.REQUESTS && !ignoresTraces;
        }

        @Override
        public Delivered delivered() {
            if (failing.contains("delivered " + name)) {
                throw new IllegalStateException("nobody counted");
            }
            return SOME;
        }

        @Override
        public void letGo() {
            lettingGo.add(name);
        }

        @Override
        public void close() {
            assertTrue(lettingGo.contains(name), () -> name + " is reverted before it was let go");
            called("revert " + name);
            if (!forgetful) {
                inForce.remove(name);
            }
            afterRevert.accept(name);
        }
    }
}

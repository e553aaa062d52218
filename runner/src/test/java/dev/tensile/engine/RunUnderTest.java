package dev.tensile.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tensile.experiment.Plan;
import dev.tensile.run.Event;
import dev.tensile.run.PlanFile;
import dev.tensile.run.RunStore;
import dev.tensile.run.RunWriter;
import dev.tensile.run.Undo;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A run of fakes in virtual time, with a real run folder. The fakes share one list of calls. In every run, the undo of a dose
 * must be on disk before the dose is injected.
 */
final class RunUnderTest implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-05-12T10:00:00Z");

    final List<String> calls = new ArrayList<>();
    final List<String> said = new ArrayList<>();
    final StopRequest stop = new StopRequest();
    final VirtualTime time = new VirtualTime(stop);
    final FakeEngine engine = new FakeEngine(calls);
    final FakeWorkload load = new FakeWorkload(calls, time);
    final FakeAnalyst analyst = new FakeAnalyst(calls);
    final FakeSystem system = new FakeSystem(calls);
    final RunWriter writer;
    private final PlanFile plan;

    RunUnderTest(Path runs, Plan plan) {
        this.plan = PlanFile.of(plan);
        writer = new RunStore(runs).create(this.plan, "", NOW, "test");
        engine.beforeInject(this::mustBeOnDisk);
        engine.onHang(time::workHangs);
    }

    private void mustBeOnDisk(Undo undo) {
        List<Event> events = events();
        assertFalse(events.isEmpty());
        assertEquals(undo, ((Event.Injecting) events.get(events.size() - 1)).undo());
    }

    Experimenter.End run() {
        RunWatcher watcher = new RunWatcher() {
            @Override
            public void say(String line) {
                said.add(line);
            }
        };
        return new Experimenter(
                        new Experimenter.Parts(plan, engine, system, load, writer, analyst, watcher, time, stop))
                .run(Clock.fixed(NOW, ZoneOffset.UTC), Map.of(Recovery.PROCESS, "1@1"));
    }

    /** As they are on disk now. */
    List<Event> events() {
        return RunStore.loadEvents(writer.folder());
    }

    <E extends Event> List<E> events(Class<E> type) {
        return events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The kinds of events in order, without the load of the host. */
    List<String> kinds() {
        return events().stream()
                .filter(event -> !(event instanceof Event.HostLoad))
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }

    /** What was asked of the engine to hurt and to heal. */
    List<String> doses() {
        return calls.stream()
                .filter(call -> call.startsWith("inject") || call.startsWith("revert"))
                .toList();
    }

    /** Everything is reverted and closed, whatever happened. */
    void assertNothingIsLeft() {
        assertEquals(List.of(), engine.inForce());
        assertFalse(load.isOpen(), "the load is still open");
        assertFalse(engine.isOpen(), "the engine is still open");
        assertFalse(system.isUp(), "the system still runs");
    }

    @Override
    public void close() {
        writer.close();
    }
}

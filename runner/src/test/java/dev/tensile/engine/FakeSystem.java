package dev.tensile.engine;

import dev.tensile.run.Event;
import java.util.List;
import java.util.function.Consumer;

/** A system that is well, unless told otherwise. */
final class FakeSystem implements SystemUnderTest {
    private final List<String> calls;
    private String failing = "";
    private boolean up;
    private EngineException.Category category = EngineException.Category.BROKEN;

    FakeSystem(List<String> calls) {
        this.calls = calls;
    }

    /** This call fails: {@code system}, {@code health} or {@code system close}. */
    void failAt(String call, EngineException.Category kind) {
        failing = call;
        category = kind;
    }

    boolean isUp() {
        return up;
    }

    private void called(String call) {
        calls.add(call);
        if (call.equals(failing)) {
            throw new EngineException(category, call + " failed", "mend it", null);
        }
    }

    @Override
    public SystemUnderTest.Running start(Consumer<Event> journal, RunTime time) {
        called("system");
        up = true;
        return new SystemUnderTest.Running() {
            @Override
            public void checkHealth() {
                called("health");
            }

            @Override
            public void close() {
                up = false;
                called("system close");
            }
        };
    }
}

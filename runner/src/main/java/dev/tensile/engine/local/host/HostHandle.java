package dev.tensile.engine.local.host;

import dev.tensile.process.ProcessId;
import dev.tensile.run.Undo;
import java.util.Map;
import java.util.Objects;

/** What another process must know to take back what a run did to this machine. */
record HostHandle(String engine, String lease, ProcessId watchdog) {
    static final String KIND = "host";

    Undo toUndo() {
        return new Undo(engine, KIND, Map.of("lease", lease, "watchdog", watchdog.toString()));
    }

    static HostHandle of(Undo undo) {
        return new HostHandle(
                undo.engine(),
                Objects.requireNonNull(undo.handle().get("lease"), "lease"),
                ProcessId.parse(Objects.requireNonNull(undo.handle().get("watchdog"), "watchdog")));
    }
}

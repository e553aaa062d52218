package dev.tensile.engine.local;

import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.LocalLink;
import dev.tensile.process.ProcessId;
import dev.tensile.run.Undo;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What another process must know to take everything back that a run did to a link.
 *
 * @param lease of the run that is dead; a later run's doses on the same link are left alone
 * @param detached whether the link is meant to stay open afterwards
 */
record LinkHandle(LocalLink link, Path socket, ProcessId process, String lease, boolean detached) {
    private static final String KIND = "link";

    Undo toUndo() {
        Map<String, String> handle = new LinkedHashMap<>();
        handle.put("listen", link.listen().toString());
        handle.put("upstream", link.upstream().toString());
        handle.put("socket", socket.toString());
        handle.put("pid", Long.toString(process.pid()));
        handle.put("started", Instant.ofEpochMilli(process.startMillis()).toString());
        handle.put("lease", lease);
        handle.put("detached", Boolean.toString(detached));
        return new Undo(LocalEngine.NAME, KIND, handle);
    }

    static LinkHandle of(Undo undo) {
        if (!undo.engine().equals(LocalEngine.NAME) || !undo.kind().equals(KIND)) {
            throw new IllegalArgumentException("not an undo of a local link: " + undo);
        }
        return new LinkHandle(
                new LocalLink(HostPort.parse(value(undo, "listen")), HostPort.parse(value(undo, "upstream"))),
                Path.of(value(undo, "socket")),
                new ProcessId(
                        Long.parseLong(value(undo, "pid")),
                        Instant.parse(value(undo, "started")).toEpochMilli()),
                value(undo, "lease"),
                Boolean.parseBoolean(value(undo, "detached")));
    }

    private static String value(Undo undo, String key) {
        String value = undo.handle().get(key);
        if (value == null) {
            throw new IllegalArgumentException("the undo of a local link lacks \"" + key + "\": " + undo);
        }
        return value;
    }
}

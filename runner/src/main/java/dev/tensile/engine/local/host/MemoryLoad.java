package dev.tensile.engine.local.host;

import dev.tensile.experiment.Quantities;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds memory, every page of it written to. It never takes what would leave the machine less than {@link #floor()}, gives all
 * back when others bring it below half of that, and is the first to be ended when memory runs out.
 */
final class MemoryLoad implements StressMain.Load {
    private static final int CHUNK = 16 * 1024 * 1024;
    private static final long LEAST_FREE = 256_000_000;

    private final long asked;
    private final List<ByteBuffer> held = new ArrayList<>();
    private long bytes;

    MemoryLoad(long asked) throws IOException {
        this.asked = asked;
        Files.writeString(Path.of("/proc/self/oom_score_adj"), "1000");
    }

    /** What stays free: a twentieth of the memory, and at least 256 MB. */
    static long floor() {
        return Math.max(LEAST_FREE, Proc.memory("MemTotal") / 20);
    }

    /** Why so much may not be taken; empty if it may. */
    static String refusal(long more) {
        long free = Proc.memory("MemAvailable");
        return free - more >= floor()
                ? ""
                : Quantities.bytes(free) + " are free, and " + Quantities.bytes(floor()) + " must stay so: "
                        + Quantities.bytes(more) + " more are too much";
    }

    @Override
    public StressWire take() {
        if (bytes < asked) {
            int chunk = (int) Math.min(CHUNK, asked - bytes);
            String refusal = refusal(chunk);
            if (!refusal.isEmpty()) {
                return StressWire.refused(refusal);
            }
            held.add(ByteBuffer.allocateDirect(chunk)); // the JVM writes zeros to all of it
            bytes += chunk;
        } else if (Proc.memory("MemAvailable") < floor() / 2) {
            return StressWire.refused("others needed the memory, so it was given back");
        }
        return StressWire.taken(bytes >= asked, bytes, "");
    }
}

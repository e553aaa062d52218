package dev.tensile.engine.local;

import dev.tensile.process.ChildJvm;
import dev.tensile.process.StateFolder;
import java.util.ArrayList;
import java.util.List;

/** How a process with links is started: room for bytes that are delayed, and the state folder of whoever starts it. */
final class LinkJvm {
    private static final int MEMORY_MEGABYTES = 128;

    /** Other processes of ours are over before it pays; a link passes half as many messages again with it. */
    private static final String FULLY_COMPILED = "-XX:TieredStopAtLevel=4";

    private LinkJvm() {}

    static ChildJvm of(Class<?> main, List<String> arguments) {
        List<String> options = new ArrayList<>(List.of("-Xms16m", "-XX:MaxDirectMemorySize=512m", FULLY_COMPILED));
        if (Runtime.version().feature() >= 24) {
            options.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        options.add(StateFolder.option());
        return new ChildJvm(ChildJvm.ownClassPath(), main.getName(), MEMORY_MEGABYTES, options, arguments);
    }
}

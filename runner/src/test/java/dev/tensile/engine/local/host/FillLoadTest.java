package dev.tensile.engine.local.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tensile.engine.ActiveRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which disks are never filled to the last byte. */
final class FillLoadTest {
    private static final Path MEMORY = Path.of("/dev/shm");

    @TempDir
    private Path folder;

    @BeforeEach
    void state() {
        System.setProperty("tensile.state", folder.resolve("state").toString());
    }

    @AfterEach
    void noState() {
        System.clearProperty("tensile.state");
    }

    @Test
    void theDiskOfARunFolderKeepsRoomWhileTheRunLasts() throws Exception {
        Path run = onAnotherDisk();
        try {
            ActiveRuns.begin(run);
            assertEquals(FillLoad.FLOOR, FillLoad.floor(MEMORY));
            assertTrue(FillLoad.refusal(MEMORY, Long.MAX_VALUE / 2).contains("must stay free"));
            ActiveRuns.end(run);
            assertEquals(0, FillLoad.floor(MEMORY));
        } finally {
            Files.delete(run);
        }
    }

    @Test
    void aDiskKeepsRoomWhereverItIsMounted() throws Exception {
        Path again = onAnotherDisk();
        try {
            boolean mounted = Tool.run(List.of("mount", "--bind", folder.toString(), again.toString()))
                    .well();
            assumeTrue(mounted, "this user may not mount");
            try {
                assertEquals(FillLoad.FLOOR, FillLoad.floor(again));
            } finally {
                assertTrue(Tool.run(List.of("umount", again.toString())).well());
            }
        } finally {
            Files.delete(again);
        }
    }

    /** A folder on a disk to which Tensile does not write. */
    private static Path onAnotherDisk() throws Exception {
        assumeTrue(Files.isWritable(MEMORY) && FillLoad.floor(MEMORY) == 0, "there is no other disk");
        return Files.createTempDirectory(MEMORY, "tensile-test");
    }
}

package dev.tensile.engine.local.host;

import dev.tensile.engine.Engine;
import dev.tensile.engine.EngineContract;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.TestPlans;
import dev.tensile.engine.local.LocalEngine;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.ProgramFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contract, for faults on processes and on the machine. */
final class HostContractTest {
    private abstract static class OnHost extends EngineContract {
        @TempDir
        Path folder;

        @BeforeEach
        void state() throws Exception {
            System.setProperty("tensile.state", folder.resolve("state").toString());
            prepare();
        }

        @AfterEach
        void nothingIsLeft() throws IOException {
            try {
                Path hurt = folder.resolve("state/hurt");
                if (Files.isDirectory(hurt)) {
                    try (var files = Files.list(hurt)) {
                        Assertions.assertEquals(
                                List.of(), files.filter(Files::isDirectory).toList());
                    }
                }
            } finally {
                System.clearProperty("tensile.state");
                end();
            }
        }

        void prepare() throws Exception {}

        void end() {}

        @Override
        protected Engine engine() {
            return new LocalEngine();
        }

        @Override
        protected Plan plan() {
            return TestPlans.plan(dose());
        }

        @Override
        protected void killTheTarget(EngineSession session) {
            String watchdog = String.valueOf(session.openUndos().get(0).handle().get("watchdog"));
            ProcessHandle process =
                    ProcessHandle.of(Long.parseLong(watchdog.split("@")[0])).orElseThrow();
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    @Nested
    final class Paused extends OnHost {
        private final Sleepers sleepers = new Sleepers();
        private Victim victim = new Victim(0, 0, "");

        @Override
        void prepare() throws Exception {
            victim = sleepers.start(folder.resolve("orders.pid"));
        }

        @Override
        void end() {
            sleepers.close();
        }

        @Override
        protected Dose dose() {
            return Doses.all(new ProgramFault.Pause(Doses.found("", List.of(), folder.resolve("orders.pid"))));
        }

        @Override
        protected boolean isDisturbed() {
            return victim.isStopped();
        }
    }

    @Nested
    final class Down extends OnHost {
        @Override
        protected Dose dose() {
            return Doses.all(new ProgramFault.Outage(Doses.started(folder.resolve("orders.pid"))));
        }

        @Override
        protected boolean isDisturbed() {
            return !Waiting.until(
                    1_500,
                    () -> !Finding.byPidFiles(
                                    List.of(folder.resolve("orders.pid").toString()))
                            .isEmpty());
        }
    }

    @Nested
    final class Filled extends OnHost {
        private static final long ROOM = 60_000_000;

        @Override
        protected Dose dose() {
            return Doses.all(new ProgramFault.FullDisk(Doses.machine(), folder.toString()), new Intensity.Space(ROOM));
        }

        /** Looks for a file without a name in the folder that is open somewhere. */
        @Override
        protected boolean isDisturbed() {
            return Proc.all().stream()
                    .anyMatch(pid -> Proc.hasOpen(
                            pid, target -> target.startsWith(folder.toString()) && target.endsWith(" (deleted)")));
        }
    }
}

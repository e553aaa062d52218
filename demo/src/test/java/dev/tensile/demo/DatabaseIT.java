package dev.tensile.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of the database when things end that should not, and how processes refuse to start. */
class DatabaseIT {
    @Test
    void clearsUpAfterOneThatWasKilled(@TempDir Path temp) throws Exception {
        ProcessHandle left;
        try (ShopChild killed = database(temp).orFail()) {
            left = killed.postmaster();
            killed.kill();
        }
        assertTrue(left.isAlive(), "kill -9 on the process leaves its server: this is known");
        try (ShopChild next = database(temp).orFail()) {
            assertFalse(left.isAlive());
            assertNotEquals(left.pid(), next.postmaster().pid());
        }
        assertFalse(Files.exists(temp.resolve("postgres")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "postgres/PG_VERSION", "postgres/postmaster.opts"})
    void leavesNothingWhenTheParentGoesDuringTheStart(String sign, @TempDir Path temp) throws Exception {
        Path folder = temp.resolve("data");
        try (ShopChild database = database(folder)) {
            Eventually.holds(sign + " is there", () -> Files.exists(folder.resolve(sign)));
            database.closeStandardInput();
            database.exitCode();
        }
        assertFalse(Files.exists(folder));
        assertFalse(ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .anyMatch(command -> command.contains(folder.toString())));
    }

    @Test
    void endsWithItsServer(@TempDir Path temp) throws Exception {
        try (ShopChild database = database(temp).orFail()) {
            database.postmaster().destroyForcibly();
            assertEquals(4, database.exitCode());
            assertTrue(database.errors().contains("ended by somebody else"), database.errors());
        }
        assertFalse(Files.exists(temp.resolve("postgres")));
    }

    @Test
    void waitsUntilItsServerIsStartedAgainIfToldTo(@TempDir Path temp) throws Exception {
        ProcessHandle second;
        try (ShopChild database = ShopChild.start(DatabaseMain.class, "--port=0", "--data=" + temp, "--when-ended=wait")
                .orFail()) {
            database.postmaster().destroyForcibly();
            Process start = new ProcessBuilder(temp.resolve("postgres.start").toString())
                    .inheritIO()
                    .start();
            assertEquals(0, start.waitFor());
            long pid = Long.parseLong(
                    Files.readAllLines(temp.resolve("postgres/postmaster.pid")).get(0));
            assertNotEquals(database.postmaster().pid(), pid);
            second = ProcessHandle.of(pid).orElseThrow();
        }
        Eventually.holds(
                "the second server has ended", () -> !second.info().command().isPresent());
        assertFalse(Files.exists(temp.resolve("postgres")));
        assertFalse(Files.exists(temp.resolve("postgres.start")));
    }

    @Test
    void refusesWhatIsTakenInOneLine(@TempDir Path temp) throws Exception {
        try (ShopChild first = database(temp).orFail()) {
            try (ShopChild samePort =
                    ShopChild.start(DatabaseMain.class, "--port=" + first.port(), "--data=" + temp.resolve("other"))) {
                assertRefused(samePort, 3, "cannot listen on 127.0.0.1:" + first.port());
            }
            try (ShopChild sameFolder = database(temp)) {
                assertRefused(sameFolder, 3, "another DatabaseMain uses");
            }
            try (ShopChild samePort = ShopChild.start(PaymentsMain.class, "--port=" + first.port())) {
                assertRefused(samePort, 3, "cannot listen on 127.0.0.1:" + first.port());
            }
        }
    }

    @Test
    void refusesWrongArgumentsInOneLine() throws Exception {
        try (ShopChild wrong = ShopChild.start(CheckoutMain.class, "--workers=none")) {
            assertRefused(wrong, 2, "a count must be a whole number, was 'none'");
        }
        try (ShopChild wrong = ShopChild.start(DatabaseMain.class)) {
            assertRefused(wrong, 2, "--data");
        }
    }

    private static ShopChild database(Path folder) throws Exception {
        return ShopChild.start(DatabaseMain.class, "--port=0", "--data=" + folder);
    }

    private static void assertRefused(ShopChild child, int code, String sentence) throws Exception {
        assertEquals(code, child.exitCode());
        String errors = child.errors();
        assertTrue(errors.contains(sentence), errors);
        assertEquals(1, errors.lines().count(), errors);
    }
}

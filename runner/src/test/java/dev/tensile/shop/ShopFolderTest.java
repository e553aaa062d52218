package dev.tensile.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.process.EchoChild;
import dev.tensile.process.ProcessId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ShopFolderTest {
    @TempDir
    private Path state;

    private ShopFolder shop;

    @BeforeEach
    void folder() {
        shop = new ShopFolder(state.resolve("demo"));
    }

    private void log(String name, String text) throws IOException {
        Files.createDirectories(shop.path());
        Files.writeString(shop.log(name), text);
    }

    @Test
    void settingsAreReadAsTheyWereWritten() {
        assertEquals(Map.of(), shop.settings());
        shop.rememberSettings(Map.of("workers", "8", "payment-timeout", "400ms"));
        assertEquals(Map.of("workers", "8", "payment-timeout", "400ms"), shop.settings());
    }

    @Test
    void onlyWhatIsAliveIsListed() throws IOException {
        assertEquals(Map.of(), shop.alive());
        try (EchoChild child = EchoChild.start()) {
            shop.remember("payments", child.id());
            shop.remember("checkout", new ProcessId(child.id().pid(), 1));
            assertEquals(Map.of("payments", child.id()), shop.alive());
        }
        assertEquals(Map.of(), shop.alive());
    }

    @Test
    void aFileThatNamesNoProcessIsForgotten() throws IOException {
        try (EchoChild child = EchoChild.start()) {
            shop.remember("payments", child.id());
            for (String text : List.of("", "12", "a@b")) {
                Files.writeString(shop.path().resolve("checkout.pid"), text);
                assertEquals(Map.of("payments", child.id()), shop.alive(), text);
                assertFalse(Files.exists(shop.path().resolve("checkout.pid")), text);
            }
            Files.writeString(shop.path().resolve("checkout.pid"), "");
            assertEquals(List.of(), shop.clear());
            assertFalse(child.id().isAlive());
        }
        assertFalse(Files.exists(shop.path()));
    }

    /** As on a full disk: where the file should be is something that cannot be replaced. */
    @Test
    void aProcessThatCannotBeRememberedIsEnded() throws IOException {
        Files.createDirectories(shop.path().resolve("payments.pid").resolve("in the way"));
        ProcessBuilder builder = serving("not remembered in " + shop.path());
        assertThrows(UncheckedIOException.class, () -> shop.start("payments", builder));
        assertTrue(ProcessHandle.current()
                .descendants()
                .flatMap(process -> process.info().commandLine().stream())
                .noneMatch(command -> command.contains("not remembered in " + shop.path())));
    }

    @Test
    void aProcessIsReadyWhenItSaysSoInALineOfItsOwn() throws IOException {
        assertFalse(shop.isReady("payments"));
        log("payments", "starting, READY soon\n");
        assertFalse(shop.isReady("payments"));
        log("payments", "starting\nREADY payments port=18081 pid=1\n");
        assertTrue(shop.isReady("payments"));
        log("database", "READY database port=18083 pid=1 postgres=2\nmore\n");
        assertTrue(shop.isReady("database"));
    }

    @Test
    void theLastWordsAreTheEndOfTheLog() throws IOException {
        assertEquals("it said nothing", shop.lastWords("payments"));
        log("payments", "x".repeat(1000) + "the port is taken\n");
        assertTrue(shop.lastWords("payments").endsWith("the port is taken"));
        assertEquals(600, shop.lastWords("payments").length());
    }

    @Test
    void clearingEndsWhatIsAliveAndForgetsAll() throws IOException {
        try (EchoChild payments = EchoChild.start();
                EchoChild database = EchoChild.start()) {
            shop.remember("payments", payments.id());
            shop.remember("database", database.id());
            log("payments", "READY payments port=18081 pid=1\n");
            assertEquals(List.of(), shop.clear());
            assertFalse(payments.id().isAlive());
            assertFalse(database.id().isAlive());
            assertFalse(Files.exists(shop.path()));
            assertEquals(List.of(), shop.clear(), "twice is once");
        }
    }

    @Test
    void clearingLeavesALaterProcessWithTheSameNumberAlone() throws IOException {
        try (EchoChild other = EchoChild.start()) {
            shop.remember("payments", new ProcessId(other.id().pid(), other.id().startMillis() - 60_000));
            assertEquals(List.of(), shop.clear());
            assertTrue(other.answers());
        }
    }

    /** Waits for a line that never comes; its command line is as short as that of PostgreSQL. */
    private static ProcessBuilder serving(String folder) {
        return new ProcessBuilder("/bin/sh", "-c", "read line; exit", "sh", folder);
    }

    @Test
    void aDatabaseThatLostItsParentIsEnded() throws IOException {
        Process postgres = serving(shop.data().toString()).start();
        log("database", "READY database port=18083 pid=1 postgres=" + postgres.pid() + "\n");
        assertEquals(List.of(), shop.clear());
        assertFalse(postgres.isAlive());
    }

    @Test
    void whatServesAnotherFolderIsNotTakenForTheDatabase() throws IOException {
        Process other = serving("/elsewhere").start();
        log("database", "READY database port=18083 pid=1 postgres=" + other.pid() + "\n");
        assertEquals(List.of(), shop.clear());
        assertTrue(other.isAlive());
        other.destroyForcibly().onExit().join();
    }
}

package dev.tensile.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tensile.engine.HealthCheck;
import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.Service;
import dev.tensile.experiment.SourceRef;
import dev.tensile.process.ProcessId;
import dev.tensile.run.Restoration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shop itself, from the jars that the build of {@code demo} has made: it starts, it is well, it is gone without a trace. */
@Timeout(300)
final class DemoShopIT {
    private static final Path JARS = Path.of(System.getProperty("tensile.root", ".."), "demo", "target", "dist", "lib");
    private static final List<HostPort> PORTS = List.of(DemoShop.CHECKOUT, DemoShop.PAYMENTS, DemoShop.DATABASE);

    @TempDir
    private Path state;

    @BeforeEach
    void ready() {
        assumeTrue(Files.isDirectory(JARS), "demo is not built: there is no " + JARS);
        assumeTrue(PORTS.stream().allMatch(DemoShopIT::isFree), "another shop runs on this machine, on " + PORTS);
        System.setProperty("tensile.state", state.toString());
    }

    @AfterEach
    void noStateFolder() {
        System.clearProperty("tensile.state");
    }

    private static boolean isFree(HostPort address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), address.port()));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Starts it, looks at it, lets somebody end it, and looks whether it is gone. */
    private void mustComeAndGo(DemoShop.Lifetime lifetime, Consumer<DemoShop> end) {
        DemoShop shop = new DemoShop(JARS);
        List<ProcessId> processes;
        try {
            shop.start(Map.of("workers", "8"), DemoShop.Ways.of(List.of()), lifetime);
            shop.awaitReady();
            assertEquals(
                    Set.of("database", "payments", "checkout"), shop.alive().keySet());
            assertEquals(DemoShop.withDefaults(Map.of("workers", "8")), shop.settings());
            HealthCheck.of(List.of(service(DemoShop.PAYMENTS), service(DemoShop.CHECKOUT)));
            processes = Stream.concat(shop.alive().values().stream().map(ProcessId::pid), Stream.of(postgres()))
                    .flatMap(pid -> ProcessHandle.of(pid).stream())
                    .map(ProcessId::of)
                    .toList();
            assertEquals(4, processes.size());
        } finally {
            end.accept(shop);
        }
        assertEquals(Map.of(), shop.alive());
        processes.forEach(process -> assertTrue(process.awaitEnd(Duration.ofSeconds(30)), process::toString));
        assertTrue(PORTS.stream().allMatch(DemoShopIT::isFree));
        assertFalse(Files.exists(state.resolve("demo")));
    }

    /** It is nobody's child: its parent has left it to itself. */
    private long postgres() {
        Matcher said =
                Pattern.compile("postgres=(\\d+)").matcher(new ShopFolder(state.resolve("demo")).lastWords("database"));
        assertTrue(said.find());
        return Long.parseLong(said.group(1));
    }

    private static Service service(HostPort address) {
        return new Service("shop", URI.create("http://" + address), "/health", SourceRef.NONE);
    }

    @Test
    void aShopThatLivesWithItsParentIsStoppedByIt() {
        mustComeAndGo(DemoShop.Lifetime.WITH_PARENT, shop -> assertEquals(List.of(), shop.stop()));
    }

    @Test
    void aShopWhoseParentForgotItIsEndedByItsUndo() {
        mustComeAndGo(
                DemoShop.Lifetime.UNTIL_STOPPED,
                shop -> assertEquals(
                        Restoration.VERIFIED, DemoShop.undo(shop.undo()).restoration()));
    }
}

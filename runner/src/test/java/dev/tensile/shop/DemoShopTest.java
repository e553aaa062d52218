package dev.tensile.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.EngineException;
import dev.tensile.process.EchoChild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is in the way of a shop. */
@Timeout(60)
final class DemoShopTest {
    @TempDir
    private Path state;

    @Test
    void whatCannotBeEndedOfAnEarlierShopIsSaidBeforeAnythingIsStarted() throws IOException {
        ShopFolder folder = new ShopFolder(state.resolve("demo"), process -> false);
        DemoShop shop = new DemoShop(Files.createDirectories(state.resolve("classes")), folder);
        try (EchoChild child = EchoChild.start()) {
            folder.remember("payments", child.id());
            EngineException refused = assertThrows(
                    EngineException.class,
                    () -> shop.start(Map.of(), DemoShop.Ways.of(List.of()), DemoShop.Lifetime.WITH_PARENT));
            String told = String.valueOf(refused.getMessage());
            assertTrue(told.contains("payments (process " + child.id().pid() + ") is still there"), told);
            assertTrue(refused.mend().contains("by id"), refused.mend());
            assertEquals(Map.of("payments", child.id()), shop.alive());
            assertTrue(child.answers());
        }
    }
}

package dev.tensile.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who keeps a process of the shop alive, and for how long. */
class KeeperIT {
    private static ShopChild keeping(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("--"));
        all.addAll(ShopChild.command(PaymentsMain.class, arguments));
        return ShopChild.start(KeeperMain.class, all.toArray(String[]::new));
    }

    private static ProcessHandle kept(long pid) {
        return ProcessHandle.of(pid).orElseThrow();
    }

    /** From the line in which it says that it is ready. */
    private static ProcessHandle next(ShopChild keeper) throws IOException {
        Matcher said = Pattern.compile("READY payments port=\\d+ pid=(\\d+)").matcher(keeper.moreOutput());
        assertTrue(said.matches());
        return kept(Long.parseLong(said.group(1)));
    }

    @Test
    void whatIsKilledIsStartedAgainUntilTheKeeperEnds() throws Exception {
        ProcessHandle last;
        try (ShopChild keeper = keeping("--port=0").orFail()) {
            ProcessHandle first = kept(keeper.announcedPid());
            assertEquals(
                    "READY keeper port=" + keeper.port() + " pid="
                            + keeper.handle().pid(),
                    keeper.moreOutput());
            first.destroyForcibly();
            ProcessHandle second = next(keeper);
            second.destroy();
            last = next(keeper);
            assertNotEquals(first.pid(), last.pid());
            keeper.askToEnd();
            keeper.exitCode();
            Eventually.holds("what it kept has ended", () -> !last.isAlive());
        }
    }

    @Test
    void whatIsKeptEndsWithTheParentOfItsKeeper() throws Exception {
        try (ShopChild keeper = keeping("--port=0").orFail()) {
            ProcessHandle kept = kept(keeper.announcedPid());
            keeper.closeStandardInput();
            assertEquals(0, keeper.exitCode());
            Eventually.holds("what it kept has ended", () -> !kept.isAlive());
        }
    }

    @Test
    void whatIsKeptEndsWhenItsKeeperIsKilled() throws Exception {
        try (ShopChild keeper = keeping("--port=0").orFail()) {
            ProcessHandle kept = kept(keeper.announcedPid());
            keeper.kill();
            Eventually.holds("what it kept has ended", () -> !kept.isAlive());
        }
    }

    @Test
    void whatCannotStartIsNotTriedAgain() throws Exception {
        try (ShopChild first = ShopChild.start(PaymentsMain.class, "--port=0").orFail();
                ShopChild keeper = keeping("--port=" + first.port())) {
            assertEquals(3, keeper.exitCode());
            assertTrue(keeper.errors().contains("cannot listen on"), keeper.errors());
            assertTrue(keeper.errors().contains("ended before it was ready"), keeper.errors());
        }
    }
}

package dev.tensile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tensile.shop.DemoShop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The circuit breaker of the demo shop, as it should be and as it should not. The phases are too short to judge metrics by. */
@Timeout(600)
final class MechanismIT extends Scene {
    private static final String BREAKER = """
            experiment("The breaker of checkout") {
                owner = "team-test"
                because = "It must."
                val calls by param(20)
                demoShop { paymentTimeout = 100.milliseconds; breakerCalls = calls }
                val checkout = service("checkout") { http("http://127.0.0.1:18080"); health("/health") }
                val payments = dependency("payments") { local { listen("127.0.0.1:18082"); upstream("127.0.0.1:18081") } }
                val shopping = load("shopping", on = checkout) {
                    rate = 100.perSecond
                    timeout = 2.seconds
                    get("/checkout?cart=42")
                    degradedWhen { header("X-Degraded") equalTo "true" }
                }
                hypothesis {
                    expect(shopping.errorRate) below 1.percent
                    expect(breaker(payments)) { tripsAt(50.percent, after = 20.calls); opensWithin(5.seconds); leaksAtMost(50.calls) }
                    expect(fallback(shopping)) atLeast 95.percent
                }
                guardrails { abortWhen(shopping.errorRate above 50.percent) }
                settle(1.seconds)
                warmUp(5.seconds)
                baseline(8.seconds)
                ladder(latency(on = payments)) {
                    rung(all of requests, 1.seconds, hold = 14.seconds)
                    coolDown(8.seconds)
                }
                recovery(2.seconds)
            }
            """;

    private static final Path JARS = Path.of(System.getProperty("tensile.root", ".."), "demo", "target", "dist", "lib");

    @BeforeEach
    void theShopCanBeStarted() {
        assumeTrue(Files.isDirectory(JARS), "demo is not built: there is no " + JARS);
        System.setProperty("tensile.demo", JARS.toString());
        assumeTrue(
                List.of(DemoShop.CHECKOUT, DemoShop.PAYMENTS, DemoShop.PAYMENTS_LINK, DemoShop.DATABASE).stream()
                        .allMatch(address -> isFree(address.port())),
                "another shop runs on this machine");
    }

    @AfterEach
    void forgetTheJars() {
        System.clearProperty("tensile.demo");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private JsonNode ran(ExitCode exit, String... settings) throws IOException {
        String script = write("breaker.chaos.kts", BREAKER).toString();
        List<String> arguments =
                new ArrayList<>(List.of("run", script, "--runs", runs().toString(), "--output", "json"));
        arguments.addAll(List.of(settings));
        return new ObjectMapper()
                .readTree(
                        Answer.of(arguments.toArray(String[]::new)).exits(exit).data());
    }

    private static void graded(String expected, JsonNode card) {
        assertEquals(expected, card.path("grade").asText(), card.toPrettyString());
    }

    @Test
    void aBreakerThatOpensAfterAFewFailuresProtects() throws IOException {
        JsonNode verdict = ran(ExitCode.INCONCLUSIVE);
        graded("PROTECTED", verdict.path("mechanisms").get(0));
        graded("CAUGHT", verdict.path("mechanisms").get(1));
        Path run = onlyRun();
        assertTrue(Files.exists(run.resolve("attempts.ndjson")));
        assertTrue(text(run.resolve("report.md")).contains("## Mechanisms"), "the report has a section on mechanisms");
    }

    @Test
    void aBreakerThatWaitsForTooManyCallsIsRefuted() throws IOException {
        JsonNode verdict = ran(ExitCode.REFUTED, "--set", "calls=100000");
        graded("DID_NOT_OPEN", verdict.path("mechanisms").get(0));
        assertEquals("REFUTED", verdict.path("judgement").asText());
    }
}

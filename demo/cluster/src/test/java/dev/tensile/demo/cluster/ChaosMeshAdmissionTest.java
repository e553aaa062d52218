package dev.tensile.demo.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the webhooks of Chaos Mesh fill in, and what they refuse. */
class ChaosMeshAdmissionTest {
    private final EmulatedCluster cluster = EmulatedCluster.start();

    @BeforeEach
    void addPods() {
        cluster.pods().add("shop", "checkout-1", Map.of("app", "checkout"));
        cluster.pods().add("other", "checkout-2", Map.of("app", "checkout"));
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private KubernetesClientException refused(Runnable call) {
        return assertThrows(KubernetesClientException.class, call::run);
    }

    private void isRefused(String kind, Map<String, Object> spec, String why) {
        KubernetesClientException refused = refused(() -> Chaos.create(cluster.client(), kind, "wrong", spec));
        assertEquals(403, refused.getCode());
        String message = refused.getStatus().getMessage();
        assertTrue(
                message.startsWith(
                        "admission webhook \"v" + kind.toLowerCase(Locale.ROOT) + ".kb.io\" denied the request: "),
                message);
        assertTrue(message.contains(why), message);
        assertEquals(List.of(), cluster.objects());
    }

    @Test
    void fillsInTheNamespaceAndWhatTheDaemonNeeds() {
        Chaos chaos = Chaos.delay(cluster.client(), "slow");
        Map<String, Object> spec = Tree.spec(chaos.now().orElseThrow());
        assertEquals("[shop]", Tree.text(spec, "selector", "namespaces"));
        assertEquals("to", Tree.text(spec, "direction"));
        assertEquals("0ms", Tree.text(spec, "delay", "jitter"));
        assertEquals("0", Tree.text(spec, "delay", "correlation"));
        chaos.untilInjected();
        assertEquals("shop/checkout-1", cluster.inForce().get(0).target());
    }

    @ParameterizedTest
    @CsvSource({
        "fixed,              0,   value must be greater than 0 with mode:fixed",
        "fixed,              x,   parse value field error",
        "fixed-percent,      101, 'Must be (0,100] with mode:fixed-percent'",
        "random-max-percent, 0,   'Must be (0,100] with mode:random-max-percent'",
    })
    void refusesAValueThatTheModeCannotUse(String mode, String value, String why) {
        isRefused("NetworkChaos", Specs.with(Specs.with(Chaos.delaySpec(), "mode", mode), "value", value), why);
    }

    @ParameterizedTest
    @CsvSource({"1d, unknown unit", "60, missing unit", "soon, invalid duration"})
    void refusesADurationThatGoCannotRead(String duration, String why) {
        isRefused("NetworkChaos", Specs.with(Chaos.delaySpec(), "duration", duration), why);
    }

    @Test
    void letsATimeChaosPassWhoseDurationNobodyCanRead() {
        Chaos chaos = Chaos.create(
                cluster.client(),
                "TimeChaos",
                "late",
                Map.of(
                        "mode", "all",
                        "selector", Map.of("labelSelectors", Map.of("app", "checkout")),
                        "timeOffset", "-10m",
                        "duration", "1d"));
        chaos.untilInjected();
    }

    @Test
    void stopsAtOnceWhatHasANegativeDuration() {
        Chaos chaos = Chaos.create(
                cluster.client(), "NetworkChaos", "slow", Specs.with(Chaos.delaySpec(), "duration", "-1s"));
        chaos.untilEvent("TimeUp", "Time up according to the duration");
    }

    @Test
    void refusesAContainerKillWithoutContainers() {
        isRefused(
                "PodChaos",
                Map.of("action", "container-kill", "mode", "one", "selector", Map.of()),
                "the name of container is empty on container-kill action");
    }

    @Test
    void refusesADirectionWithoutATarget() {
        isRefused(
                "NetworkChaos",
                Specs.with(Chaos.delaySpec(), "direction", "both"),
                "`target` should not be empty when `direction` is `from` or `both`");
    }

    @Test
    void refusesADelayThatIsNone() {
        isRefused(
                "NetworkChaos",
                Specs.with(Chaos.delaySpec(), "delay", Map.of("latency", "fast")),
                "parse latency field error");
    }

    @Test
    void refusesHttpWithoutAPort() {
        isRefused(
                "HTTPChaos",
                Map.of("mode", "one", "selector", Map.of(), "target", "Request", "port", 0, "abort", true),
                "port 0 is not supported");
    }

    @Test
    void refusesANewSpec() {
        Chaos chaos = Chaos.delay(cluster.client(), "slow");
        KubernetesClientException refused = refused(
                () -> chaos.at().patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"duration\":\"10s\"}}"));
        assertEquals(403, refused.getCode());
        assertTrue(refused.getStatus().getMessage().endsWith("Cannot update chaos spec"));
        assertEquals("60s", Tree.text(Tree.spec(chaos.now().orElseThrow()), "duration"));
    }

    @Test
    void refusesWhoMayNotTouchTheNamespaceAlsoWhenPausing() {
        Chaos chaos = Chaos.delay(cluster.client(), "slow");
        cluster.chaosMesh().forbids("tensile", "shop");
        KubernetesClientException create = refused(() -> Chaos.delay(cluster.client(), "slower"));
        assertEquals(403, create.getCode());
        assertTrue(create.getStatus().getMessage().endsWith("tensile is forbidden on namespace shop"));
        assertEquals(403, refused(chaos::pause).getCode());
        chaos.delete();
        chaos.untilGone();
        cluster.chaosMesh().forbidsNothing();
        Chaos.delay(cluster.client(), "slower").untilInjected();
    }

    @Test
    void answers500WhenTheWebhookIsDown() {
        cluster.chaosMesh().webhookDown();
        KubernetesClientException refused = refused(() -> Chaos.delay(cluster.client(), "slow"));
        assertEquals(500, refused.getCode());
        assertTrue(refused.getStatus().getMessage().contains("failed calling webhook"));
        cluster.chaosMesh().webhookUp();
        Chaos.delay(cluster.client(), "slow").untilInjected();
    }

    @Test
    void refusesANameThatIsNone() {
        KubernetesClientException refused = refused(() -> Chaos.delay(cluster.client(), "Not_a_name"));
        assertEquals(422, refused.getCode());
    }
}

package dev.tensile.engine.litmus.center;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {
    private static final Credentials TOKEN = Credentials.apiToken("t");

    @Test
    void theOtherAddressesFollowFromTheFirst() {
        ChaosCenterSettings settings = ChaosCenterSettings.of(URI.create("https://chaos.example.com/litmus/"), TOKEN);
        assertEquals(URI.create("https://chaos.example.com/litmus/auth"), settings.authUrl());
        assertEquals(URI.create("https://chaos.example.com/litmus/api/query"), settings.graphqlUrl());
    }

    @Test
    void readsTheEnvironment() {
        ChaosCenterSettings settings = ChaosCenterSettings.fromEnvironment(Map.of(
                "TENSILE_CHAOSCENTER_URL", "http://localhost:9091",
                "TENSILE_CHAOSCENTER_USER", "admin",
                "TENSILE_CHAOSCENTER_PASSWORD", "litmus",
                "TENSILE_CHAOSCENTER_PROJECT", "p",
                "TENSILE_CHAOSCENTER_INFRA", "staging",
                "TENSILE_CHAOSCENTER_GRAPHQL_URL", "http://localhost:9002/query",
                "TENSILE_CHAOSCENTER_AUTH_URL", "http://localhost:9003/auth"));
        assertEquals(Credentials.password("admin", "litmus"), settings.credentials());
        assertEquals(Optional.of("p"), settings.project());
        assertEquals(Optional.of("staging"), settings.infra());
        assertEquals(URI.create("http://localhost:9002/query"), settings.graphqlUrl());
        assertEquals(URI.create("http://localhost:9003/auth"), settings.authUrl());
    }

    @Test
    void anApiTokenComesBeforeAUser() {
        ChaosCenterSettings settings = ChaosCenterSettings.fromEnvironment(Map.of(
                "TENSILE_CHAOSCENTER_URL", "http://localhost:9091",
                "TENSILE_CHAOSCENTER_TOKEN", "t",
                "TENSILE_CHAOSCENTER_USER", "admin"));
        assertEquals(TOKEN, settings.credentials());
    }

    @Test
    void allThatIsMissingIsSaidAtOnce() {
        Refused.by(() -> ChaosCenterSettings.fromEnvironment(Map.of("TENSILE_CHAOSCENTER_USER", "admin")))
                .says("TENSILE_CHAOSCENTER_URL, TENSILE_CHAOSCENTER_PASSWORD")
                .mendsBy("TENSILE_CHAOSCENTER_TOKEN");
        Refused.by(() -> ChaosCenterSettings.fromEnvironment(Map.of("TENSILE_CHAOSCENTER_URL", " ")))
                .says("TENSILE_CHAOSCENTER_URL, TENSILE_CHAOSCENTER_TOKEN or TENSILE_CHAOSCENTER_USER");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://host", "host:9091", "http:///path", "http://host/?a=b", "http://host/#a", "http://u@host"
            })
    void anAddressMustBeOne(String url) {
        assertThrows(IllegalArgumentException.class, () -> ChaosCenterSettings.of(URI.create(url), TOKEN));
    }

    @Test
    void patienceIsNotNothing() {
        assertThrows(IllegalArgumentException.class, () -> new Patience(Duration.ZERO, Duration.ofSeconds(1)));
    }
}

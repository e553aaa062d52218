package dev.tensile.engine.litmus.center;

import dev.tensile.engine.EngineException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where ChaosCenter is and who we are to it.
 *
 * @param baseUrl the address of its pages
 * @param authUrl under it {@code login} and {@code list_projects}; by default {@code <base>/auth}
 * @param graphqlUrl by default {@code <base>/api/query}; inside of the cluster {@code …:9002/query}
 * @param project its id; empty: the one of the login, or the only one there is
 * @param infra its id or name; empty: the only one that is connected
 */
public record ChaosCenterSettings(
        URI baseUrl,
        URI authUrl,
        URI graphqlUrl,
        Credentials credentials,
        Optional<String> project,
        Optional<String> infra,
        Patience patience) {
    static final String PREFIX = "TENSILE_CHAOSCENTER_";

    public ChaosCenterSettings {
        baseUrl = address("URL", baseUrl);
        authUrl = address("auth URL", authUrl);
        graphqlUrl = address("GraphQL URL", graphqlUrl);
    }

    /** The text is not repeated in a refusal: it may have a password in it. */
    private static URI address(String name, URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "the " + name + " of ChaosCenter must have no user, query or fragment in it");
        }
        if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "the " + name + " of ChaosCenter must begin with http:// or https:// and have a host");
        }
        String text = url.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : url;
    }

    /** With the addresses that an installation has by default. */
    public static ChaosCenterSettings of(URI baseUrl, Credentials credentials) {
        URI base = address("URL", baseUrl);
        return new ChaosCenterSettings(
                base,
                URI.create(base + "/auth"),
                URI.create(base + "/api/query"),
                credentials,
                Optional.empty(),
                Optional.empty(),
                Patience.DEFAULT);
    }

    /**
     * From {@code TENSILE_CHAOSCENTER_URL}, {@code …_TOKEN} or else {@code …_USER} and {@code …_PASSWORD}; and, if they are
     * there, {@code …_AUTH_URL}, {@code …_GRAPHQL_URL}, {@code …_PROJECT} and {@code …_INFRA}.
     *
     * @throws EngineException if one is missing or wrong
     */
    public static ChaosCenterSettings fromEnvironment(Map<String, String> environment) {
        return new SettingsReader(environment).read();
    }

    public ChaosCenterSettings withAuthUrl(URI url) {
        return new ChaosCenterSettings(baseUrl, url, graphqlUrl, credentials, project, infra, patience);
    }

    public ChaosCenterSettings withGraphqlUrl(URI url) {
        return new ChaosCenterSettings(baseUrl, authUrl, url, credentials, project, infra, patience);
    }

    public ChaosCenterSettings withProject(String id) {
        return new ChaosCenterSettings(baseUrl, authUrl, graphqlUrl, credentials, Optional.of(id), infra, patience);
    }

    public ChaosCenterSettings withInfra(String idOrName) {
        return new ChaosCenterSettings(
                baseUrl, authUrl, graphqlUrl, credentials, project, Optional.of(idOrName), patience);
    }

    public ChaosCenterSettings withPatience(Patience other) {
        return new ChaosCenterSettings(baseUrl, authUrl, graphqlUrl, credentials, project, infra, other);
    }
}

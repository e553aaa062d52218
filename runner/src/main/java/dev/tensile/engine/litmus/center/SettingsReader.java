package dev.tensile.engine.litmus.center;

import static dev.tensile.engine.litmus.center.ChaosCenterSettings.PREFIX;

import dev.tensile.engine.EngineException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the settings from environment variables; a variable that is blank is not there. */
final class SettingsReader {
    private static final String MEND = "set " + PREFIX + "URL, and " + PREFIX + "TOKEN (an API token) or " + PREFIX
            + "USER and " + PREFIX + "PASSWORD";

    private final Map<String, String> environment;

    SettingsReader(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    ChaosCenterSettings read() {
        requireAll();
        try {
            ChaosCenterSettings settings = ChaosCenterSettings.of(address("URL").orElseThrow(), credentials());
            settings = address("AUTH_URL").map(settings::withAuthUrl).orElse(settings);
            settings = address("GRAPHQL_URL").map(settings::withGraphqlUrl).orElse(settings);
            settings = value("PROJECT").map(settings::withProject).orElse(settings);
            return value("INFRA").map(settings::withInfra).orElse(settings);
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()), e);
        }
    }

    private void requireAll() {
        List<String> missing = new ArrayList<>();
        if (value("URL").isEmpty()) {
            missing.add(PREFIX + "URL");
        }
        if (value("TOKEN").isEmpty() && value("USER").isEmpty()) {
            missing.add(PREFIX + "TOKEN or " + PREFIX + "USER");
        }
        if (value("TOKEN").isEmpty()
                && value("USER").isPresent()
                && value("PASSWORD").isEmpty()) {
            missing.add(PREFIX + "PASSWORD");
        }
        if (!missing.isEmpty()) {
            throw refused("not set: " + String.join(", ", missing), null);
        }
    }

    private Credentials credentials() {
        return value("TOKEN")
                .map(Credentials::apiToken)
                .orElseGet(() -> Credentials.password(
                        value("USER").orElseThrow(), value("PASSWORD").orElseThrow()));
    }

    /** The text is not repeated when it is refused: it may have a password in it. */
    @SuppressWarnings("UnusedException")
    private Optional<URI> address(String name) {
        return value(name).map(text -> {
            try {
                return new URI(text);
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException(PREFIX + name + " is not an address");
            }
        });
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(PREFIX + name))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static EngineException refused(String why, @Nullable Throwable cause) {
        return new EngineException(
                EngineException.Category.ENVIRONMENT, "cannot tell where ChaosCenter is: " + why, MEND, cause);
    }
}

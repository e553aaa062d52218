package dev.tensile.engine;

import dev.tensile.experiment.Service;
import dev.tensile.experiment.Target;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.util.List;

/** Asks every service whether it is able to work, before anything is done to it. */
public final class HealthCheck {
    private static final int TIMEOUT_MILLIS = 3_000;

    private HealthCheck() {}

    /** @throws EngineException of category UNREACHABLE for the first that is not */
    public static void of(List<Target> targets) {
        for (Target target : targets) {
            if (target instanceof Service service) {
                check(service);
            }
        }
    }

    private static void check(Service service) {
        int status;
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    service.url().resolve(service.healthPath()).toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            status = connection.getResponseCode();
            connection.disconnect();
        } catch (IOException refused) {
            throw new EngineException(
                    EngineException.Category.UNREACHABLE,
                    "the service \"" + service.name() + "\" does not answer at " + service.url() + service.healthPath()
                            + ": " + refused.getMessage(),
                    "start it, or correct its address at " + service.at(),
                    refused);
        }
        if (status < 100 || status >= 400) {
            throw new EngineException(
                    EngineException.Category.UNREACHABLE,
                    "the service \"" + service.name() + "\" is not healthy: " + service.url() + service.healthPath()
                            + (status < 100 ? " does not answer in HTTP" : " answers " + status),
                    "mend it first, or correct health(\"/…\") at " + service.at(),
                    null);
        }
    }
}

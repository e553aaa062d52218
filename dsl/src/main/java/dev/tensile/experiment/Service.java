package dev.tensile.experiment;

import java.net.URI;

/**
 * Something that answers HTTP requests.
 *
 * @param url scheme, host and port, without a path; only {@code http} for now
 * @param healthPath answered with a status below 400 when the service is able to work
 * @param metricsPath answered with its metrics in the text format of Prometheus; empty if it has none
 */
public record Service(String name, URI url, String healthPath, String metricsPath, SourceRef at) implements Target {
    /** Without metrics. */
    public Service(String name, URI url, String healthPath, SourceRef at) {
        this(name, url, healthPath, "", at);
    }

    public Service {
        Check.named("the name of a service", name);
        if (!"http".equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "the address of a service is written http://host:port, was \"" + url + "\"");
        }
        if (!healthPath.startsWith("/")) {
            throw new IllegalArgumentException("a health path starts with /, was \"" + healthPath + "\"");
        }
        if (!metricsPath.isEmpty() && !metricsPath.startsWith("/")) {
            throw new IllegalArgumentException("a path of metrics starts with /, was \"" + metricsPath + "\"");
        }
    }

    public HostPort address() {
        return new HostPort(url.getHost(), url.getPort() == -1 ? 80 : url.getPort());
    }
}

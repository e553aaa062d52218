package dev.tensile.experiment;

import java.net.URI;

/**
 * Something that answers HTTP requests.
 *
 * @param url scheme, host and port, without a path; only {@code http} for now
 * @param healthPath answered with a status below 400 when the service is able to work
 */
public record Service(String name, URI url, String healthPath, SourceRef at) implements Target {
    public Service {
        Check.named("the name of a service", name);
        if (!"http".equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "the address of a service is written http://host:port, was \"" + url + "\"");
        }
        if (!healthPath.startsWith("/")) {
            throw new IllegalArgumentException("a health path starts with /, was \"" + healthPath + "\"");
        }
    }

    public HostPort address() {
        return new HostPort(url.getHost(), url.getPort() == -1 ? 80 : url.getPort());
    }
}

package dev.tensile.experiment;

/**
 * Where the local engine stands between a service and its dependency.
 *
 * @param listen what the service connects to; on loopback
 * @param upstream where the dependency really listens
 */
public record LocalLink(HostPort listen, HostPort upstream) implements Address {
    public LocalLink {
        if (listen.equals(upstream)) {
            throw new IllegalArgumentException("a link cannot listen where its upstream is: both are " + listen);
        }
    }
}

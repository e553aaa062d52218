package dev.tensile.demo.web;

import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** What an endpoint may know of a request. Its body has been read and dropped. */
public final class Call {
    private final Request request;
    private final Fields query;

    Call(Request request) {
        this.request = request;
        this.query = Request.extractQueryParameters(request);
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query.getValue(name));
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }
}

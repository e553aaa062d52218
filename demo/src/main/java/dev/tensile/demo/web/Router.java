package dev.tensile.demo.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the endpoint of a path, times it, and writes what it says. */
final class Router extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private final Map<String, Route> routes;
    private final Metrics metrics;

    Router(List<Route> routes, Metrics metrics) {
        this.routes = routes.stream().collect(Collectors.toUnmodifiableMap(Route::path, Function.identity()));
        this.metrics = metrics;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        long began = System.nanoTime();
        Content.Source.consumeAll(request);
        @Nullable Route route = routes.get(Request.getPathInContext(request));
        String uri = route == null ? "UNKNOWN" : route.path();
        Callback timed = Callback.from(
                () -> {
                    Duration took = Duration.ofNanos(System.nanoTime() - began);
                    metrics.served(request.getMethod(), uri, response.getStatus(), took);
                },
                callback);
        if (route == null) {
            write(Answer.problem(404, "there is no such path; there are " + routes.keySet()), response, timed);
        } else if (!route.methods().contains(request.getMethod())) {
            Answer refusal = Answer.problem(405, route.path() + " takes " + route.methods())
                    .withHeader(HttpHeader.ALLOW.asString(), String.join(", ", route.methods()));
            write(refusal, response, timed);
        } else {
            ask(route.endpoint(), new Call(request))
                    .exceptionally(failure -> broken(uri, failure))
                    .thenAccept(answer -> write(answer, response, timed));
        }
        return true;
    }

    private static CompletionStage<Answer> ask(Endpoint endpoint, Call call) {
        try {
            return endpoint.answer(call);
        } catch (RuntimeException thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    private static Answer broken(String uri, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        LOG.error("{} broke", uri, cause);
        return Answer.problem(500, "this is a fault of the shop's own");
    }

    private static void write(Answer answer, Response response, Callback callback) {
        ByteBuffer body = ByteBuffer.wrap(answer.body().getBytes(StandardCharsets.UTF_8));
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.write(true, body, callback);
    }
}

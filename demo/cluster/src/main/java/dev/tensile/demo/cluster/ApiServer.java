package dev.tensile.demo.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The HTTP front of the cluster, on the loopback only and without TLS. Requests are done on the event loop, because
 * nothing in the store blocks.
 */
final class ApiServer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;
    private static final String JSON = "application/json";

    private final Store store;
    private final Discovery discovery;
    private final ApiBehaviour behaviour;
    private final ConcurrentLinkedQueue<Answered> answered = new ConcurrentLinkedQueue<>();
    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setEventLoopPoolSize(1)
            .setWorkerPoolSize(1)
            .setInternalBlockingPoolSize(1)
            .setFileSystemOptions(
                    new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    private final HttpServer server;

    ApiServer(int port, Store store, Discovery discovery, ApiBehaviour behaviour) {
        this.store = store;
        this.discovery = discovery;
        this.behaviour = behaviour;
        this.server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        // The JDK's client asks for HTTP/2, and frames of large answers then come apart.
                        .setHttp2ClearTextEnabled(false)
                        .setHandle100ContinueAutomatically(true)
                        .setWebSocketSubProtocols(List.of("v4.channel.k8s.io")))
                .requestHandler(this::take);
        try {
            await(server.listen());
        } catch (RuntimeException refused) {
            vertx.close();
            throw refused;
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    List<Answered> answered() {
        return List.copyOf(answered);
    }

    private void take(HttpServerRequest request) {
        Query query = Query.parse(request.uri());
        boolean watch = query.isWatch() && request.method().name().equals("GET");
        Optional<Misbehaviour.Instead> instead =
                behaviour.next(watch ? "WATCH" : request.method().name(), request.path());
        if (watch) {
            watch(request, query, instead);
        } else {
            request.body().onSuccess(body -> answer(request, body.toString(), instead));
        }
    }

    private void answer(HttpServerRequest request, String body, Optional<Misbehaviour.Instead> instead) {
        if (instead.isEmpty()) {
            send(request, body, done(request, body));
        } else if (instead.get() instanceof Misbehaviour.Status status) {
            send(request, body, Reply.failure(status.code(), status.message()));
        } else if (instead.get() instanceof Misbehaviour.Late late) {
            Reply reply = done(request, body);
            vertx.setTimer(Math.max(1, late.delay().toMillis()), timer -> send(request, body, reply));
        } else if (instead.get() instanceof Misbehaviour.Garbage) {
            done(request, body);
            send(request, body, new Reply(200, "<html><body>gateway</body></html>"));
        } else {
            if (instead.get() instanceof Misbehaviour.DoneUnanswered) {
                done(request, body);
            }
            hangUp(request, body);
        }
    }

    private void hangUp(HttpServerRequest request, String body) {
        note(request, body, 0);
        request.connection().close();
    }

    private Reply done(HttpServerRequest request, String body) {
        String method = request.method().name();
        try {
            return discovery
                    .answer(method, request.path(), body)
                    .or(() -> Ref.parse(request.path()).map(ref -> onObject(method, ref, request, body)))
                    .orElseGet(Reply::noSuchPath);
        } catch (Refused refused) {
            return refused.reply();
        } catch (RuntimeException ours) {
            return Reply.failure(500, "the emulated cluster is wrong: " + ours);
        }
    }

    private Reply onObject(String method, Ref ref, HttpServerRequest request, String body) {
        boolean one = !ref.name().isEmpty();
        if (method.equals("GET")) {
            return one ? store.get(ref) : store.list(ref, Query.parse(request.uri()));
        }
        if (method.equals("POST") && !one) {
            return store.post(ref, body);
        }
        if (one && method.equals("PUT")) {
            return store.put(ref, body);
        }
        if (one && method.equals("PATCH")) {
            return store.patch(
                    ref, Optional.ofNullable(request.getHeader("Content-Type")).orElse(""), body);
        }
        if (method.equals("DELETE")) {
            return one ? store.delete(ref, body) : store.deleteAll(ref, Query.parse(request.uri()));
        }
        return Reply.failure(405, "the server does not allow this method on the requested resource");
    }

    private void send(HttpServerRequest request, String body, Reply reply) {
        note(request, body, reply.status());
        if (request.response().closed()) {
            return; // the client has gone in the meantime
        }
        request.response()
                .setStatusCode(reply.status())
                .putHeader("Content-Type", JSON)
                .end(reply.body());
    }

    private void note(HttpServerRequest request, String body, int status) {
        answered.add(new Answered(request.method().name(), request.uri(), body, status, System.nanoTime()));
    }

    private void watch(HttpServerRequest request, Query query, Optional<Misbehaviour.Instead> instead) {
        Optional<Ref> list = Ref.parse(request.path());
        if (instead.isPresent() && instead.get() instanceof Misbehaviour.Status status) {
            send(request, "", Reply.failure(status.code(), status.message()));
        } else if (instead.isPresent()) {
            hangUp(request, "");
        } else if (list.isEmpty()
                || discovery.answer("WATCH", request.path(), "").isPresent()) {
            send(request, "", Reply.noSuchPath());
        } else if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            note(request, "", 101);
            request.toWebSocket().onSuccess(socket -> watch(list.get(), query, socket));
        } else {
            note(request, "", 200);
            watchOverHttp(list.get(), query, request);
        }
    }

    private void watch(Ref list, Query query, ServerWebSocket socket) {
        Watches.Sink sink = new Watches.Sink() {
            @Override
            public void send(String event) {
                socket.writeTextMessage(event);
            }

            @Override
            public void close() {
                socket.close();
            }
        };
        socket.closeHandler(gone -> store.onWatches(watches -> watches.closed(sink)));
        socket.exceptionHandler(broken -> store.onWatches(watches -> watches.closed(sink)));
        store.watch(list, query, sink);
    }

    private void watchOverHttp(Ref list, Query query, HttpServerRequest request) {
        request.response().setChunked(true).putHeader("Content-Type", JSON);
        Watches.Sink sink = new Watches.Sink() {
            @Override
            public void send(String event) {
                request.response().write(event + "\n");
            }

            @Override
            public void close() {
                request.response().end();
            }
        };
        request.response().closeHandler(gone -> store.onWatches(watches -> watches.closed(sink)));
        request.response().write(Buffer.buffer()); // the head goes out before the first event
        store.watch(list, query, sink);
    }

    @Override
    public void close() {
        await(server.close());
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the API server started or ended", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the API server neither started nor ended: " + e.getCause(), e);
        }
    }
}

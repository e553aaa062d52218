package dev.tensile.engine.litmus.center;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** Sends requests in the name of somebody: logs in before the first, and once more when a token is not taken any longer. */
final class Session {
    private static final MediaType JSON = MediaType.get("application/json");

    private final ChaosCenterSettings settings;
    private final Http http;
    private final Redactor redactor;
    private final Failures failures;
    /** What the last login gave. Two threads may both log in; either token is good. */
    private final AtomicReference<@Nullable Login> login = new AtomicReference<>();

    Session(ChaosCenterSettings settings, Http http, Redactor redactor, Failures failures) {
        this.settings = settings;
        this.http = http;
        this.redactor = redactor;
        this.failures = failures;
    }

    private record Login(String token, Optional<String> project) {
        @Override
        public String toString() {
            return "Login[" + project + "]";
        }
    }

    /** The project that the login named; empty for an API token. */
    Optional<String> project() throws InterruptedException {
        return login().project();
    }

    Http.Reply get(Deed deed, HttpUrl url) throws InterruptedException {
        return send(deed, new Request.Builder().url(url).get());
    }

    Http.Reply post(Deed deed, String json) throws InterruptedException {
        return send(deed, posting(deed.where(), json));
    }

    private static Request.Builder posting(URI where, String json) {
        return new Request.Builder().url(where.toString()).post(RequestBody.create(json, JSON));
    }

    /** A request that is answered with 401 was not carried out, so any may be sent again. */
    private Http.Reply send(Deed deed, Request.Builder request) throws InterruptedException {
        Login used = login();
        Http.Reply reply = exchange(deed, authorized(request, used));
        if (reply.status() == 401 && settings.credentials() instanceof Credentials.Password) {
            login.compareAndSet(used, null);
            used = login();
            reply = exchange(deed, authorized(request, used));
        }
        if (reply.status() == 401) {
            login.compareAndSet(used, null);
            throw failures.refused(deed, settings.credentials(), reply.text());
        }
        return reply;
    }

    private static Request authorized(Request.Builder request, Login login) {
        return request.header("Authorization", "Bearer " + login.token())
                .header("User-Agent", "tensile")
                .build();
    }

    private Http.Reply exchange(Deed deed, Request request) throws InterruptedException {
        try {
            return http.send(deed, request);
        } catch (IOException e) {
            throw failures.lost(deed, e);
        }
    }

    private Login login() throws InterruptedException {
        Login known = login.get();
        if (known != null) {
            return known;
        }
        Login fresh = settings.credentials() instanceof Credentials.Password password
                ? logIn(password)
                : new Login(token(), Optional.empty());
        login.set(fresh);
        return fresh;
    }

    private String token() {
        return ((Credentials.ApiToken) settings.credentials()).token().reveal();
    }

    private Login logIn(Credentials.Password credentials) throws InterruptedException {
        Deed deed = new Deed("log in", URI.create(settings.authUrl() + "/login"), Deed.Effect.READ);
        ObjectNode body = Json.object()
                .put("username", credentials.user())
                .put("password", credentials.password().reveal());
        Http.Reply reply = exchange(
                deed,
                posting(deed.where(), Json.write(body))
                        .header("User-Agent", "tensile")
                        .build());
        if (reply.status() == 401) {
            throw failures.refused(deed, credentials, reply.text());
        }
        if (reply.status() != 200) {
            throw failures.status(deed, reply);
        }
        return read(deed, reply.text());
    }

    /** Has the token of a login revoked, which would live for a day else; an API token is its owner's. */
    void logOut() {
        Login used = login.getAndSet(null);
        if (used != null && settings.credentials() instanceof Credentials.Password) {
            http.tell(authorized(posting(URI.create(settings.authUrl() + "/logout"), ""), used));
        }
    }

    private Login read(Deed deed, String text) {
        JsonNode answer = Json.readOrMissing(text);
        String token = Json.word(answer, "accessToken")
                .filter(Secret::isPlainAscii)
                .orElseThrow(() -> failures.garbage(deed, ""));
        redactor.learn(token);
        String project = Json.word(answer, "projectID").orElseThrow(() -> failures.initialPassword(deed));
        return new Login(token, Optional.of(project));
    }
}

package dev.tensile.engine.litmus.center;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A ChaosCenter on the loopback, with its real schema, and a cluster that only pretends. One thread serves, one request after
 * the other; a test looks at the books while nothing is asked.
 */
public final class FakeChaosCenter implements AutoCloseable {
    public static final String USER = "admin";
    public static final String PASSWORD = "Tensile@2026";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    final FakeCluster cluster;
    public final FakeBooks books;
    final List<String> logins = new ArrayList<>();
    public final List<Map<String, String>> projects =
            new ArrayList<>(List.of(Map.of("projectID", FakeBooks.PROJECT, "name", "shop")));
    public boolean initialPassword;

    private volatile String unanswered = "";
    private volatile int stumbles;

    private final FakeGraphQl graphql;
    private final Set<String> tokens = new HashSet<>();
    private final HttpServer server;

    FakeChaosCenter() {
        this(new FakeCluster());
    }

    /** @param cluster that the agent lives in */
    public FakeChaosCenter(FakeCluster cluster) {
        this.cluster = cluster;
        books = new FakeBooks(cluster);
        graphql = new FakeGraphQl(books);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/auth/login", this::login);
        server.createContext("/auth/logout", exchange -> authorized(exchange, this::logout));
        server.createContext("/auth/list_projects", exchange -> authorized(exchange, this::listProjects));
        server.createContext("/api/query", exchange -> authorized(exchange, this::query));
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    ChaosCenter logIn() {
        return new ChaosCenter(ChaosCenterSettings.of(url(), Credentials.password(USER, PASSWORD)));
    }

    ChaosCenter withToken() {
        return new ChaosCenter(ChaosCenterSettings.of(url(), Credentials.apiToken(newToken())));
    }

    public String newToken() {
        String token = "token-" + (logins.size() + tokens.size() + 1);
        tokens.add(token);
        return token;
    }

    /** Whether somebody has a token that is still good. */
    public boolean isAnyTokenGood() {
        return !tokens.isEmpty();
    }

    public void expireTokens() {
        tokens.clear();
    }

    public FakeRun onlyRun() {
        return books.runs.values().iterator().next();
    }

    private void login(HttpExchange exchange) throws IOException {
        JsonNode body = MAPPER.readTree(exchange.getRequestBody());
        Set<String> fields = new TreeSet<>();
        body.fieldNames().forEachRemaining(fields::add);
        if (!fields.equals(Set.of("password", "username"))) {
            answer(exchange, 400, Map.of("error", "invalid_request", "errorDescription", "unknown field in " + fields));
            return;
        }
        logins.add(body.path("username").asText());
        if (!body.path("password").asText().equals(PASSWORD)) {
            answer(exchange, 401, Map.of("error", "invalid_credentials", "errorDescription", "invalid credentials"));
            return;
        }
        answer(
                exchange,
                200,
                Map.of(
                        "accessToken",
                        newToken(),
                        "projectID",
                        initialPassword ? "" : FakeBooks.PROJECT,
                        "projectRole",
                        "Owner",
                        "expiresIn",
                        86400,
                        "type",
                        "Bearer"));
    }

    private void logout(HttpExchange exchange) throws IOException {
        tokens.remove(exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length()));
        answer(exchange, 200, Map.of("message", "successfully logged out"));
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private void authorized(HttpExchange exchange, Handler handler) throws IOException {
        @Nullable String header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header == null || !header.startsWith("Bearer ") || !tokens.contains(header.substring(7))) {
            exchange.getRequestBody().readAllBytes();
            send(exchange, 401, "text/plain", "Error verifying JWT token: token is invalid or has been revoked");
            return;
        }
        handler.handle(exchange);
    }

    private void listProjects(HttpExchange exchange) throws IOException {
        if (projects.isEmpty()) {
            answer(exchange, 200, Map.of("message", "No projects found"));
            return;
        }
        Map<String, String> query = new HashMap<>();
        for (String pair : exchange.getRequestURI().getQuery().split("&")) {
            query.put(pair.split("=")[0], pair.split("=")[1]);
        }
        int limit = Integer.parseInt(query.getOrDefault("limit", "10"));
        int from = limit * Integer.parseInt(query.getOrDefault("page", "0"));
        answer(
                exchange,
                200,
                Map.of(
                        "data",
                        Map.of(
                                "projects",
                                        projects.stream()
                                                .skip(from)
                                                .limit(limit)
                                                .toList(),
                                "totalNumberOfProjects", projects.size())));
    }

    /** It is done, and the connection is closed instead of an answer. */
    public void losesTheAnswerOf(String operation) {
        unanswered = operation;
    }

    /** Answers every question with this status, and with errors or garbage; 0 is as it should be. */
    public void stumblesWith(int status) {
        stumbles = status;
    }

    private void query(HttpExchange exchange) throws IOException {
        JsonNode body = MAPPER.readTree(exchange.getRequestBody());
        if (stumbles != 0) {
            send(
                    exchange,
                    stumbles,
                    "application/json",
                    stumbles == 503 ? "<html>" : "{\"errors\":[{\"message\":\"no\"}]}");
            return;
        }
        ExecutionResult result = graphql.carryOut(
                body.path("query").asText(),
                body.path("operationName").asText(),
                MAPPER.convertValue(body.path("variables"), new TypeReference<Map<String, Object>>() {}));
        if (body.path("operationName").asText().equals(unanswered)) {
            exchange.close();
            return;
        }
        boolean invalid = result.getErrors().stream().anyMatch(FakeChaosCenter::isOfTheDocument);
        answer(exchange, invalid ? 422 : 200, result.toSpecification());
    }

    private static boolean isOfTheDocument(GraphQLError error) {
        return error.getPath() == null || error.getPath().isEmpty();
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        send(exchange, status, "application/json", MAPPER.writeValueAsString(body));
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package dev.tensile.engine.litmus.center;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.execution.SimpleDataFetcherExceptionHandler;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeRuntimeWiring;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Carries out documents with the real schema on the fake's books. */
final class FakeGraphQl {
    private final FakeBooks books;
    private final GraphQL engine;

    FakeGraphQl(FakeBooks books) {
        this.books = books;
        RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring()
                .type("Query", type -> with(type, queries()))
                .type("Mutation", type -> with(type, mutations()));
        engine = GraphQL.newGraphQL(ChaosCenterSchema.asCarriedOut(wiring))
                .defaultDataFetcherExceptionHandler(new PlainMessages())
                .build();
    }

    private static TypeRuntimeWiring.Builder with(
            TypeRuntimeWiring.Builder type, Map<String, DataFetcher<?>> fetchers) {
        fetchers.forEach(type::dataFetcher);
        return type;
    }

    ExecutionResult carryOut(String query, String operationName, Map<String, Object> variables) {
        return engine.execute(ExecutionInput.newExecutionInput(query)
                .operationName(operationName)
                .variables(variables)
                .build());
    }

    /** As gqlgen answers: the message and nothing around it. */
    private static final class PlainMessages extends SimpleDataFetcherExceptionHandler {
        @Override
        public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
                DataFetcherExceptionHandlerParameters failed) {
            return CompletableFuture.completedFuture(DataFetcherExceptionHandlerResult.newResult(
                            GraphqlErrorBuilder.newError(failed.getDataFetchingEnvironment())
                                    .message("%s", failed.getException().getMessage())
                                    .build())
                    .build());
        }
    }

    private Map<String, DataFetcher<?>> queries() {
        return Map.of(
                "getServerVersion", asked -> Map.of("key", "version", "value", "3.31.0"),
                "listEnvironments",
                        viewing(asked -> list(asked, "totalNoOfEnvironments", "environments", environments())),
                "listInfras", viewing(asked -> list(asked, "totalNoOfInfras", "infras", books.infras)),
                "getExperimentRun", viewing(asked -> answer(books.byNotifyId(asked.getArgument("notifyID")))),
                "listExperimentRun",
                        viewing(asked -> list(asked, "totalNoOfExperimentRuns", "experimentRuns", runs(asked))),
                "getProbe", viewing(asked -> probe(asked.getArgument("probeName"))),
                "validateUniqueProbe",
                        viewing(asked -> !books.probes.containsKey(asked.<String>getArgument("probeName"))));
    }

    private Map<String, DataFetcher<?>> mutations() {
        return Map.of(
                "saveChaosExperiment", allowed(FakeBooks.Role.OWNER, asked -> books.save(asked.getArgument("request"))),
                "runChaosExperiment",
                        allowed(
                                FakeBooks.Role.EXECUTOR,
                                asked -> Map.of("notifyID", books.run(asked.getArgument("experimentID")))),
                "stopExperimentRuns",
                        allowed(
                                FakeBooks.Role.EXECUTOR,
                                asked -> books.stop(
                                        asked.getArgument("experimentID"),
                                        asked.getArgument("experimentRunID"),
                                        asked.getArgument("notifyID"))),
                "deleteChaosExperiment",
                        allowed(FakeBooks.Role.OWNER, asked -> books.delete(asked.getArgument("experimentID"))),
                "updateCronExperimentState", allowed(FakeBooks.Role.OWNER, this::cronState),
                "addProbe", allowed(FakeBooks.Role.OWNER, this::addProbe),
                "deleteProbe",
                        allowed(
                                FakeBooks.Role.OWNER,
                                asked -> books.probes.remove(asked.<String>getArgument("probeName")) != null));
    }

    private DataFetcher<?> viewing(DataFetcher<?> fetcher) {
        return allowed(FakeBooks.Role.VIEWER, fetcher);
    }

    private DataFetcher<?> allowed(FakeBooks.Role least, DataFetcher<?> fetcher) {
        return asked -> {
            books.require(least, asked);
            return fetcher.get(asked);
        };
    }

    private static List<Map<String, Object>> environments() {
        return List.of(Map.of(
                "environmentID", "env-1", "name", "staging", "type", "NON_PROD", "infraIDs", List.of(FakeBooks.INFRA)));
    }

    /** A page of at most 50. */
    private static Map<String, Object> list(
            DataFetchingEnvironment asked, String total, String field, List<? extends Map<String, ?>> all) {
        Map<String, Map<String, Integer>> request = asked.getArgument("request");
        Map<String, Integer> page = request.getOrDefault("pagination", Map.of());
        int limit = Math.min(50, page.getOrDefault("limit", 10));
        int from = limit * page.getOrDefault("page", 0);
        return Map.of(
                total, all.size(), field, all.stream().skip(from).limit(limit).toList());
    }

    private List<Map<String, @Nullable Object>> runs(DataFetchingEnvironment asked) {
        Map<String, List<String>> request = asked.getArgument("request");
        List<String> wanted = request.getOrDefault("experimentIDs", List.of());
        List<FakeRun> found = new ArrayList<>(books.runs.values());
        found.removeIf(run -> run.deleted);
        Stream<FakeRun> matching = found.stream().filter(run -> wanted.contains(run.experimentId));
        return matching.sorted(Comparator.comparing(found::indexOf, Comparator.reverseOrder()))
                .map(this::answer)
                .toList();
    }

    private Map<String, @Nullable Object> answer(FakeRun run) {
        return run.asAnswer(books.cluster.isConnected());
    }

    private Map<String, Object> probe(String name) {
        Map<String, Object> probe = books.probes.get(name);
        if (probe == null) {
            throw new FakeBooks.Refusal("failed to get the probe: mongo: no documents in result");
        }
        return probe;
    }

    private Map<String, Object> addProbe(DataFetchingEnvironment asked) {
        Map<String, Object> request = asked.getArgument("request");
        if (books.probes.putIfAbsent(FakeBooks.text(request, "name"), request) != null) {
            throw new FakeBooks.Refusal("probe name already exists");
        }
        return request;
    }

    private boolean cronState(DataFetchingEnvironment asked) {
        Map<String, Object> experiment = books.experiment(asked.getArgument("experimentID"));
        if (!"CronExperiment".equals(experiment.get("type"))) {
            throw new FakeBooks.Refusal("this is not a cron experiment");
        }
        experiment.put("disabled", asked.getArgument("disable"));
        return true;
    }
}

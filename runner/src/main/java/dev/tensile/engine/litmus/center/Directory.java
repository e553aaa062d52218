package dev.tensile.engine.litmus.center;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tensile.engine.EngineException;
import dev.tensile.experiment.Nearest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.HttpUrl;

/** Finds things: projects, environments, infrastructures, runs. Lists are read page by page. */
final class Directory {
    /** ChaosCenter gives at most 50 at once, however many are asked for. */
    private static final int PAGE = 50;
    /** Against a server that gives the same page for ever. */
    private static final int MOST_PAGES = 200;

    private final ChaosCenterSettings settings;
    private final Session session;
    private final GraphQl graphql;
    private final Failures failures;

    Directory(ChaosCenterSettings settings, Session session, GraphQl graphql, Failures failures) {
        this.settings = settings;
        this.session = session;
        this.graphql = graphql;
        this.failures = failures;
    }

    List<Project> projects() throws InterruptedException {
        URI where = URI.create(settings.authUrl() + "/list_projects");
        Deed deed = new Deed("list the projects", where, Deed.Effect.READ);
        List<Project> projects = new ArrayList<>();
        for (int page = 0, before = -1; projects.size() > before; page++) {
            before = projects.size();
            JsonNode data = projectPage(deed, page);
            data.path("projects").forEach(project -> projects.add(project(project)));
            if (projects.size() >= data.path("totalNumberOfProjects").asInt(0)) {
                break;
            }
        }
        return List.copyOf(projects);
    }

    private static Project project(JsonNode project) {
        return new Project(Json.text(project, "projectID"), Json.text(project, "name"));
    }

    /** The missing node if there are none: then there is a message instead of data. */
    private JsonNode projectPage(Deed deed, int page) throws InterruptedException {
        HttpUrl url = HttpUrl.get(deed.where())
                .newBuilder()
                .addQueryParameter("page", Integer.toString(page))
                .addQueryParameter("limit", Integer.toString(PAGE))
                .build();
        Http.Reply reply = session.get(deed, url);
        JsonNode answer = Json.readOrMissing(reply.text());
        if (reply.status() != 200) {
            throw failures.status(deed, reply);
        }
        if (!answer.has("data") && !answer.has("message")) {
            throw failures.garbage(deed, reply.text());
        }
        return answer.path("data");
    }

    String project() throws InterruptedException {
        if (settings.project().isPresent()) {
            return settings.project().orElseThrow();
        }
        Optional<String> ofLogin = session.project();
        if (ofLogin.isPresent()) {
            return ofLogin.orElseThrow();
        }
        List<Project> projects = projects();
        if (projects.size() == 1) {
            return projects.get(0).id();
        }
        String which = String.join(
                ", ",
                projects.stream()
                        .map(project -> project.id() + " (" + project.name() + ")")
                        .toList());
        throw choice(
                projects.isEmpty()
                        ? "this user belongs to no project"
                        : "this user belongs to " + projects.size() + " projects: " + which,
                projects.isEmpty()
                        ? "have the user invited to a project, or create one, and accept the invitation"
                        : "set " + ChaosCenterSettings.PREFIX + "PROJECT to the id of one of them");
    }

    List<ChaosEnvironment> environments(String project) throws InterruptedException {
        return pages(Operation.LIST_ENVIRONMENTS, project, Json.object(), "environments", Directory::environment);
    }

    private static Optional<ChaosEnvironment> environment(JsonNode environment) {
        List<String> infras = new ArrayList<>();
        environment.path("infraIDs").forEach(id -> infras.add(id.asText()));
        return Optional.of(environment)
                .filter(found -> !found.path("isRemoved").asBoolean())
                .map(found -> new ChaosEnvironment(
                        Json.text(found, "environmentID"), Json.text(found, "name"), Json.text(found, "type"), infras));
    }

    List<Infra> infras(String project) throws InterruptedException {
        return pages(Operation.LIST_INFRAS, project, Json.object(), "infras", Directory::infra);
    }

    private static Optional<Infra> infra(JsonNode infra) {
        return Optional.of(infra)
                .filter(found -> !found.path("isRemoved").asBoolean())
                .map(found -> new Infra(
                        Json.text(found, "infraID"),
                        Json.text(found, "name"),
                        Json.text(found, "environmentID"),
                        Json.text(found, "infraNamespace"),
                        Json.text(found, "serviceAccount"),
                        Json.text(found, "infraScope").equals("cluster") ? Infra.Reach.CLUSTER : Infra.Reach.NAMESPACE,
                        found.path("isActive").asBoolean(),
                        found.path("isInfraConfirmed").asBoolean(),
                        Json.text(found, "version")));
    }

    /** Chooses one to work in. */
    Infra infra(List<Infra> infras) {
        List<Infra> named = settings.infra()
                .map(name -> infras.stream()
                        .filter(infra -> infra.id().equals(name) || infra.name().equals(name))
                        .toList())
                .orElse(infras);
        List<Infra> usable = named.stream().filter(Infra::isUsable).toList();
        if (usable.size() == 1) {
            return usable.get(0);
        }
        throw notOne(infras, named, usable);
    }

    private EngineException notOne(List<Infra> infras, List<Infra> named, List<Infra> usable) {
        List<String> names = infras.stream().map(Infra::name).toList();
        if (named.isEmpty()) {
            return choice(
                    settings.infra()
                            .map(name -> "there is no infrastructure \"" + name + "\": " + Nearest.hint(name, names))
                            .orElse("the project has no infrastructure"),
                    "connect one in ChaosCenter, or correct " + ChaosCenterSettings.PREFIX + "INFRA");
        }
        if (usable.isEmpty()) {
            return choice(
                    "no agent is connected: "
                            + named.stream().map(Directory::why).toList(),
                    "see that the infrastructure's agent (the subscriber) runs in its cluster and reaches ChaosCenter");
        }
        return choice(
                "several infrastructures are connected: "
                        + String.join(", ", usable.stream().map(Infra::name).toList()),
                "set " + ChaosCenterSettings.PREFIX + "INFRA to the id of one of them");
    }

    private static String why(Infra infra) {
        return infra.name() + (infra.confirmed() ? " is inactive" : " is not confirmed");
    }

    private EngineException choice(String why, String mend) {
        return new EngineException(
                EngineException.Category.ENVIRONMENT,
                "cannot tell what to work in: at " + settings.baseUrl() + " " + why,
                mend,
                null);
    }

    List<RunState> runs(String project, String experimentId) throws InterruptedException {
        ObjectNode request = Json.object();
        request.putArray("experimentIDs").add(experimentId);
        request.putObject("sort").put("field", "TIME").put("ascending", false);
        return pages(Operation.LIST_RUNS, project, request, "experimentRuns", run -> Optional.of(RunReader.run(run)));
    }

    private <T> List<T> pages(
            Operation operation, String project, ObjectNode request, String field, Function<JsonNode, Optional<T>> read)
            throws InterruptedException {
        List<T> found = new ArrayList<>();
        for (int page = 0, length = PAGE; length == PAGE && page < MOST_PAGES; page++) {
            request.putObject("pagination").put("page", page).put("limit", PAGE);
            ObjectNode variables = Json.object().put("projectID", project).set("request", request);
            JsonNode items = graphql.ask(operation, variables).path(field);
            items.forEach(item -> read.apply(item).ifPresent(found::add));
            length = items.size();
        }
        return List.copyOf(found);
    }
}

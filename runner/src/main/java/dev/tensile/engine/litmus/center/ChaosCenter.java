package dev.tensile.engine.litmus.center;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tensile.engine.EngineException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A ChaosCenter (LitmusChaos 3.x; read off 3.31). Each method asks for one thing and returns when it is answered; an interrupt
 * ends it with {@link InterruptedException}. It may be used by several threads at once.
 *
 * <p>Reads, and saving, are tried once more when the connection fails or the server answers 5xx; nothing else is. A user who
 * is known by a password is logged in when needed. Every refusal is an {@link EngineException} that says what, where, why and
 * how to mend it, and has no secret in it.
 *
 * <p>Limits: it does not wait for anything. That a run is stopped or completed does not say that its faults are reverted.
 */
public final class ChaosCenter implements AutoCloseable {
    private final Http http;
    private final Session session;
    private final GraphQl graphql;
    private final Directory directory;
    private final Failures failures;
    private final ChaosCenterSettings settings;
    /** Found once. */
    private final AtomicReference<@Nullable String> project = new AtomicReference<>();

    public ChaosCenter(ChaosCenterSettings settings) {
        this.settings = settings;
        Redactor redactor = new Redactor(settings.credentials());
        failures = new Failures(redactor);
        http = new Http(settings.patience());
        session = new Session(settings, http, redactor, failures);
        graphql = new GraphQl(settings.graphqlUrl(), session, failures);
        directory = new Directory(settings, session, graphql, failures);
    }

    /** Such as {@code 3.31.0}. */
    public String serverVersion() throws InterruptedException {
        return Json.text(graphql.ask(Operation.SERVER_VERSION, Json.object()), "value");
    }

    /** Those that this user belongs to; may be none. */
    public List<Project> projects() throws InterruptedException {
        return directory.projects();
    }

    /**
     * The id of the project that everything here happens in: the one that is set, or that of the login, or the only one.
     *
     * @throws EngineException if there is none, or none that stands out
     */
    public String project() throws InterruptedException {
        String known = project.get();
        if (known != null) {
            return known;
        }
        String found = directory.project();
        project.set(found);
        return found;
    }

    public List<ChaosEnvironment> environments() throws InterruptedException {
        return directory.environments(project());
    }

    /** All of the project's, also those that are not connected. */
    public List<Infra> infras() throws InterruptedException {
        return directory.infras(project());
    }

    /**
     * The infrastructure to work in: the one that is set, or the only one whose agent is connected.
     *
     * @throws EngineException if there is none, or none that stands out, or it is not connected
     */
    public Infra infra() throws InterruptedException {
        return directory.infra(infras());
    }

    /**
     * Saves an experiment, or replaces it. Needs the role Owner.
     *
     * @throws EngineException before anything is sent, if {@link ManifestLinter} finds something
     */
    public void save(ExperimentDraft draft) throws InterruptedException {
        List<ManifestFinding> findings = ManifestLinter.lint(draft);
        if (!findings.isEmpty()) {
            throw ManifestFinding.refusal(draft.name(), findings);
        }
        ObjectNode request = Json.object()
                .put("id", draft.id())
                .put("name", draft.name())
                .put("description", draft.description())
                .put("manifest", draft.manifest())
                .put("infraID", draft.infra().id())
                .put("type", ManifestKind.of(draft.manifest()).experimentType());
        draft.tags().forEach(request.putArray("tags")::add);
        graphql.ask(Operation.SAVE_EXPERIMENT, variables().set("request", request));
    }

    /**
     * Starts a run and returns its notify id, by which {@link #poll} knows it; empty for an experiment with a schedule, which is
     * thereby only put in force. Needs the role Executor.
     *
     * <p>It is never tried twice. If it fails otherwise than by a refusal, or is interrupted, a run may have been started: {@link
     * #listRuns} knows, {@link #stopAll} stops.
     */
    public Optional<String> run(String experimentId) throws InterruptedException {
        JsonNode answer = graphql.ask(Operation.RUN_EXPERIMENT, variables().put("experimentID", experimentId));
        return Json.word(answer, "notifyID");
    }

    /** How a run is by now. */
    public RunState poll(String notifyId) throws InterruptedException {
        if (notifyId.isBlank()) {
            throw new IllegalArgumentException("a run cannot be asked for without its notify id");
        }
        JsonNode run = graphql.ask(Operation.GET_RUN, variables().put("notifyID", notifyId));
        try {
            return RunReader.run(run);
        } catch (IllegalArgumentException e) {
            throw failures.garbage(
                    new Deed(Operation.GET_RUN.what(), settings.graphqlUrl(), Deed.Effect.READ),
                    String.valueOf(e.getMessage()));
        }
    }

    /** All runs of an experiment, the latest first, without their {@link RunState#execution}. */
    public List<RunState> listRuns(String experimentId) throws InterruptedException {
        return directory.runs(project(), experimentId);
    }

    /**
     * Stops one run.
     *
     * @param runId as {@link RunState#runId} has it; without it the cluster is not told, see {@link StopAnswer}
     * @param notifyId as {@link #run} returned it
     */
    public StopAnswer stop(String experimentId, Optional<String> runId, String notifyId) throws InterruptedException {
        if (runId.isEmpty() && notifyId.isBlank()) {
            throw new IllegalArgumentException("a stop without a run id and a notify id would stop all runs");
        }
        ObjectNode variables = variables().put("experimentID", experimentId);
        runId.ifPresent(id -> variables.put("experimentRunID", id));
        if (!notifyId.isBlank()) {
            variables.put("notifyID", notifyId);
        }
        return stop(variables, runId.isPresent() ? StopAnswer.PASSED_ON : StopAnswer.ONLY_IN_THE_BOOKS);
    }

    /** Stops whatever of an experiment is queued or runs; of a queued run the cluster is not told. */
    public StopAnswer stopAll(String experimentId) throws InterruptedException {
        return stop(variables().put("experimentID", experimentId), StopAnswer.PASSED_ON);
    }

    private StopAnswer stop(ObjectNode variables, StopAnswer done) throws InterruptedException {
        try {
            graphql.ask(Operation.STOP_RUNS, variables);
            return done;
        } catch (EngineException e) {
            if (String.valueOf(e.getMessage()).contains("no running, timeout, or queued experiments found")) {
                return StopAnswer.NOTHING_RUNS;
            }
            throw e;
        }
    }

    /** Deletes an experiment and what is known of its runs. Needs the role Owner. */
    public void delete(String experimentId) throws InterruptedException {
        graphql.ask(Operation.DELETE_EXPERIMENT, variables().put("experimentID", experimentId));
    }

    /** Pauses or resumes an experiment with a schedule. */
    public void cronState(String experimentId, CronState state) throws InterruptedException {
        graphql.ask(
                Operation.SET_CRON_STATE,
                variables().put("experimentID", experimentId).put("disable", state == CronState.PAUSED));
    }

    /** Adds a probe to the project. Needs the role Owner. */
    public void addProbe(Probe probe) throws InterruptedException {
        graphql.ask(Operation.ADD_PROBE, variables().set("request", ProbeForms.request(probe)));
    }

    /** @throws EngineException if there is none of that name */
    public KnownProbe getProbe(String name) throws InterruptedException {
        JsonNode probe = graphql.ask(Operation.GET_PROBE, variables().put("probeName", name));
        return new KnownProbe(Json.text(probe, "name"), Json.text(probe, "type"), Json.text(probe, "description"));
    }

    /** Whether no probe of the project has that name. */
    public boolean isProbeNameFree(String name) throws InterruptedException {
        return graphql.ask(Operation.IS_PROBE_NAME_FREE, variables().put("probeName", name))
                .asBoolean();
    }

    public void deleteProbe(String name) throws InterruptedException {
        graphql.ask(Operation.DELETE_PROBE, variables().put("probeName", name));
    }

    private ObjectNode variables() throws InterruptedException {
        return Json.object().put("projectID", project());
    }

    /** Gives up what is being asked at this moment, logs out if it logged in, and closes the connections. */
    @Override
    public void close() {
        http.giveUp();
        session.logOut();
        http.close();
    }

    @Override
    public String toString() {
        return "ChaosCenter at " + settings.baseUrl();
    }
}

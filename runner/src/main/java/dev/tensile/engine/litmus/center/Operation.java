package dev.tensile.engine.litmus.center;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The GraphQL operations that are used, each with its document, a resource of its own. */
enum Operation {
    SERVER_VERSION("ServerVersion", "getServerVersion", "ask for the server's version", Deed.Effect.READ),
    LIST_ENVIRONMENTS("ListEnvironments", "listEnvironments", "list the environments", Deed.Effect.READ),
    LIST_INFRAS("ListInfras", "listInfras", "list the infrastructures", Deed.Effect.READ),
    SAVE_EXPERIMENT("SaveExperiment", "saveChaosExperiment", "save the experiment", Deed.Effect.REPEATABLE),
    RUN_EXPERIMENT("RunExperiment", "runChaosExperiment", "run the experiment", Deed.Effect.ONCE),
    GET_RUN("GetRun", "getExperimentRun", "ask for the state of the run", Deed.Effect.READ),
    LIST_RUNS("ListRuns", "listExperimentRun", "list the runs", Deed.Effect.READ),
    STOP_RUNS("StopRuns", "stopExperimentRuns", "stop the run", Deed.Effect.ONCE),
    DELETE_EXPERIMENT("DeleteExperiment", "deleteChaosExperiment", "delete the experiment", Deed.Effect.ONCE),
    SET_CRON_STATE("SetCronState", "updateCronExperimentState", "pause or resume the schedule", Deed.Effect.ONCE),
    ADD_PROBE("AddProbe", "addProbe", "add the probe", Deed.Effect.ONCE),
    GET_PROBE("GetProbe", "getProbe", "ask for the probe", Deed.Effect.READ),
    IS_PROBE_NAME_FREE("IsProbeNameFree", "validateUniqueProbe", "ask for the probe's name", Deed.Effect.READ),
    DELETE_PROBE("DeleteProbe", "deleteProbe", "delete the probe", Deed.Effect.ONCE);

    private final String title;
    private final String field;
    private final String what;
    private final Deed.Effect effect;

    Operation(String title, String field, String what, Deed.Effect effect) {
        this.title = title;
        this.field = field;
        this.what = what;
        this.effect = effect;
    }

    /** As in the document: {@code query Title}. */
    String title() {
        return title;
    }

    /** The one field it asks for. */
    String field() {
        return field;
    }

    String what() {
        return what;
    }

    Deed.Effect effect() {
        return effect;
    }

    String document() {
        try (InputStream resource = Operation.class.getResourceAsStream(title + ".graphql")) {
            if (resource == null) {
                throw new IllegalStateException("no resource " + title + ".graphql");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + title + ".graphql", e);
        }
    }
}

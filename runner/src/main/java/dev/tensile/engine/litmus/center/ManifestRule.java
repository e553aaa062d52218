package dev.tensile.engine.litmus.center;

import java.util.Locale;

/** What a manifest must keep to. Those that ChaosCenter itself checks, it answers with much darker words. */
public enum ManifestRule {
    MANIFEST_JSON(
            Breach.REFUSED, "the manifest is a JSON object", "write it as JSON; only the artifacts inside are YAML"),
    KNOWN_KIND(
            Breach.REFUSED,
            "its kind is Workflow, CronWorkflow, ChaosEngine or ChaosSchedule",
            "set kind to one of them"),
    NAME_MATCHES(Breach.REFUSED, "its metadata.name is the name of the experiment", "use one name for both"),
    ENGINE_YAML(Breach.REFUSED, "what is in an artifact is YAML", "correct the YAML in inputs.artifacts[0].raw.data"),
    TEMPLATE_QUOTED(
            Breach.REFUSED,
            "a value that begins with {{…}} stands between quotes",
            "write \"{{…}}\" with the quotes, or YAML takes the braces for a map"),
    ENGINE_EXPERIMENT(Breach.REFUSED, "an engine has spec.experiments[0] with a name", "name the fault there"),
    ENGINE_GENERATE_NAME(
            Breach.REFUSED,
            "an engine has metadata.generateName",
            "set it (\"empty chaos experiment name\" means this)"),
    ENGINE_PROBES(
            Breach.REFUSED,
            "an engine has the annotation probeRef or inline probes",
            "set probeRef: '[]' if there shall be none"),
    ANNOTATION_JSON(
            Breach.REFUSED,
            "every annotation of an engine is a JSON list of {name, mode}, for each is read as one when it runs",
            "leave no annotation but probeRef"),
    WEIGHT_NUMBER(Breach.REFUSED, "the label weight is a whole number in a string", "write it as \"10\""),
    PROBE_ONCE(Breach.REFUSED, "a probe occurs once in an experiment", "give each fault a probe of its own"),
    FIRST_ARTIFACT(
            Breach.HAZARD,
            "an engine is the first artifact of its template, for no other is looked at",
            "move it to inputs.artifacts[0]"),
    NAMES_APART(
            Breach.HAZARD,
            "no generateName is a part of another, or weights and results go to the wrong fault",
            "put something different at the end of each, such as -a, -b"),
    NO_FAULT(Breach.HAZARD, "there is at least one engine, or nothing is done", "add a template with a ChaosEngine"),
    ENTRYPOINT(Breach.HAZARD, "spec.entrypoint is one of the templates", "name an existing template"),
    STEP_TEMPLATE(Breach.HAZARD, "every step names one of the templates", "correct the name, or add the template"),
    CRON_SCHEDULE(Breach.HAZARD, "a CronWorkflow has spec.schedule and spec.workflowSpec", "add what is missing"),
    INFRA_NAMESPACE(
            Breach.HAZARD,
            "the workflow and its engines live in the infrastructure's own namespace, for a stop reaches only those",
            "use the infrastructure's namespace"),
    INFRA_REACH(
            Breach.HAZARD,
            "an infrastructure of scope \"namespace\" hurts only its own namespace",
            "use one of scope \"cluster\", or a target in its namespace"),
    RUN_LABEL(
            Breach.HAZARD,
            "the label workflow_run_id is \"{{workflow.uid}}\", for a stop finds engines by it",
            "set it so, or leave it to the server"),
    ENGINE_ACTIVE(Breach.HAZARD, "spec.engineState is active, or the fault never starts", "set it to active"),
    CHAOS_ACCOUNT(Breach.HAZARD, "an engine has spec.chaosServiceAccount", "set it, usually to litmus-admin"),
    APP_INFO(
            Breach.HAZARD,
            "spec.appinfo has both applabel and appkind, or neither, and a kind that Litmus knows",
            "set both; kinds: deployment, statefulset, daemonset, deploymentconfig, rollout"),
    ENV_STRINGS(Breach.HAZARD, "every value of env is a string", "write numbers between quotes"),
    GRACE_PERIOD(
            Breach.HAZARD,
            "spec.terminationGracePeriodSeconds is at least 30, or a stopped fault is not reverted",
            "set it to 30 or more"),
    PROBE_TYPE(
            Breach.HAZARD,
            "a probe is an httpProbe, cmdProbe, promProbe or k8sProbe; there is no code for others",
            "use one of the four"),
    PROBE_MODE(Breach.HAZARD, "a probe's mode is SOT, EOT, Edge, Continuous or OnChaos", "use one of the five"),
    PROBE_DURATION(
            Breach.HAZARD, "probeTimeout and interval are durations with a unit", "write them as \"5s\" or \"500ms\""),
    PROMQL_QUOTES(
            Breach.HAZARD,
            "a PromQL query has none of \" $ ` \\ in it, for a shell reads it between double quotes",
            "use single quotes in the query"),
    PROM_NUMBER(Breach.HAZARD, "a promProbe compares with a number", "write the value as a number in a string"),
    HTTP_SETTINGS(
            Breach.HAZARD,
            "an httpProbe has no insecureSkipVerify and no initialDelay: ChaosCenter loses both",
            "do without them");

    /** What becomes of a manifest that does not keep to a rule. */
    public enum Breach {
        /** ChaosCenter refuses it, when it is saved or when it is run. */
        REFUSED,
        /** ChaosCenter takes it; it then fails, does nothing, or cannot be stopped. */
        HAZARD
    }

    private final Breach breach;
    private final String sentence;
    private final String mend;

    ManifestRule(Breach breach, String sentence, String mend) {
        this.breach = breach;
        this.sentence = sentence;
        this.mend = mend;
    }

    public Breach breach() {
        return breach;
    }

    /** Such as {@code names-apart}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What must be so. */
    public String sentence() {
        return sentence;
    }

    public String mend() {
        return mend;
    }
}

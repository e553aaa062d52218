package dev.tensile.engine.litmus.center;

import java.util.List;

/**
 * An experiment as ChaosCenter runs it: an Argo workflow whose steps each create a ChaosEngine.
 *
 * @param name of the experiment and of the workflow, unique in the project
 * @param namespace the infrastructure's own; a stop reaches engines only there
 * @param serviceAccount of the workflow, usually {@code argo-chaos}
 * @param chaosServiceAccount of the faults, usually {@code litmus-admin}
 * @param steps at least one
 * @param definitions ChaosExperiments as YAML, to be installed first; none if they are installed already
 */
public record ChaosExperimentManifest(
        String name,
        String namespace,
        String serviceAccount,
        String chaosServiceAccount,
        List<FaultStep> steps,
        StepOrder order,
        List<String> definitions,
        Cleanup cleanup) {
    public ChaosExperimentManifest {
        steps = List.copyOf(steps);
        definitions = List.copyOf(definitions);
        if (!name.matches("[a-z0-9]([a-z0-9-]{0,47}[a-z0-9])?")) {
            throw new IllegalArgumentException(
                    "an experiment's name must be a DNS label of at most 49 characters, for the server "
                            + "puts the time behind it; was \"" + name + "\"");
        }
        if (namespace.isBlank() || serviceAccount.isBlank() || chaosServiceAccount.isBlank()) {
            throw new IllegalArgumentException("an experiment needs a namespace and its service accounts, were \""
                    + namespace + "\", \"" + serviceAccount + "\", \"" + chaosServiceAccount + "\"");
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("an experiment needs at least one fault");
        }
    }

    /** One fault after the other, with the accounts that ChaosCenter installs, nothing to install, and engines deleted. */
    public static ChaosExperimentManifest of(String name, String namespace, List<FaultStep> steps) {
        return new ChaosExperimentManifest(
                name,
                namespace,
                "argo-chaos",
                "litmus-admin",
                steps,
                StepOrder.SEQUENTIAL,
                List.of(),
                Cleanup.DELETE_ENGINES);
    }

    public ChaosExperimentManifest withServiceAccounts(String workflow, String chaos) {
        return new ChaosExperimentManifest(name, namespace, workflow, chaos, steps, order, definitions, cleanup);
    }

    public ChaosExperimentManifest withOrder(StepOrder other) {
        return new ChaosExperimentManifest(
                name, namespace, serviceAccount, chaosServiceAccount, steps, other, definitions, cleanup);
    }

    public ChaosExperimentManifest withDefinitions(List<String> yaml) {
        return new ChaosExperimentManifest(
                name, namespace, serviceAccount, chaosServiceAccount, steps, order, yaml, cleanup);
    }

    public ChaosExperimentManifest withCleanup(Cleanup other) {
        return new ChaosExperimentManifest(
                name, namespace, serviceAccount, chaosServiceAccount, steps, order, definitions, other);
    }

    /** The JSON of a {@code Workflow}. */
    public String toWorkflow() {
        return Json.write(new WorkflowWriter(this).workflow());
    }

    /**
     * The JSON of a {@code CronWorkflow}.
     *
     * @param schedule in cron's five fields, in the cluster's time zone
     */
    public String toCronWorkflow(String schedule) {
        return Json.write(new WorkflowWriter(this).cronWorkflow(schedule));
    }
}

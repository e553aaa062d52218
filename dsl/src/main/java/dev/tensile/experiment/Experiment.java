package dev.tensile.experiment;

import java.time.Duration;
import java.util.List;

/**
 * A hypothesis about a system, and the ladder of faults that tests it. It may be incomplete: {@link Validation} says
 * what is missing, all at once.
 *
 * @param owner who answers for it
 * @param because why it is worth asking: an incident, a change, a doubt
 * @param warmUp load before the baseline that is recorded and not judged; caches and compilers take their time
 * @param mechanisms the part of the hypothesis that is about how the system protects itself
 * @param settle cut from the front of each rung and of the baseline before judging; guardrails see everything
 */
public record Experiment(
        String name,
        String owner,
        String because,
        List<String> tags,
        Environment environment,
        List<Target> targets,
        List<Load> loads,
        List<Expectation> hypothesis,
        List<Guardrail> guardrails,
        Duration warmUp,
        Duration baseline,
        Ladder ladder,
        Duration recovery,
        Duration settle,
        List<Parameter> parameters,
        List<MechanismExpectation> mechanisms,
        SourceRef at) {
    public Experiment {
        Check.named("the name of an experiment", name);
        tags = List.copyOf(tags);
        targets = List.copyOf(targets);
        loads = List.copyOf(loads);
        hypothesis = List.copyOf(hypothesis);
        guardrails = List.copyOf(guardrails);
        parameters = List.copyOf(parameters);
        Check.notNegative("warmUp", warmUp);
        mechanisms = List.copyOf(mechanisms);
        Check.notNegative("settle", settle);
    }

    /** Without mechanisms. */
    public Experiment(
            String name,
            String owner,
            String because,
            List<String> tags,
            Environment environment,
            List<Target> targets,
            List<Load> loads,
            List<Expectation> hypothesis,
            List<Guardrail> guardrails,
            Duration warmUp,
            Duration baseline,
            Ladder ladder,
            Duration recovery,
            Duration settle,
            List<Parameter> parameters,
            SourceRef at) {
        this(
                name,
                owner,
                because,
                tags,
                environment,
                targets,
                loads,
                hypothesis,
                guardrails,
                warmUp,
                baseline,
                ladder,
                recovery,
                settle,
                parameters,
                List.of(),
                at);
    }

    /** What it expects in all: of metrics and of mechanisms. */
    public int expectations() {
        return hypothesis.size() + mechanisms.size();
    }

    /** The name as a folder: lower case letters, digits and dashes. */
    public String slug() {
        String slug = name.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("(^-|-$)", "");
        return slug.isEmpty() ? "experiment" : slug;
    }
}

package dev.tensile.cli;

import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.Experiment;
import dev.tensile.experiment.Guardrail;
import dev.tensile.experiment.Load;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Quantities;
import dev.tensile.experiment.Service;
import dev.tensile.experiment.Step;
import dev.tensile.experiment.Target;
import dev.tensile.run.PlanFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A plan as a person reads it. */
final class PlanText implements Step.Cases<String> {
    private final Plan plan;
    private Duration at = Duration.ZERO;

    private PlanText(Plan plan) {
        this.plan = plan;
    }

    static String of(PlanFile file) {
        return new PlanText(file.plan()).text(file.digest());
    }

    private String text(String digest) {
        Experiment experiment = plan.experiment();
        List<String> lines = new ArrayList<>();
        lines.add(experiment.name());
        if (!experiment.because().isBlank()) {
            lines.add("  because  " + experiment.because());
        }
        lines.add("  engine   " + plan.engine() + ", seed " + plan.seed());
        experiment.targets().forEach(target -> lines.add("  target   " + describe(target)));
        experiment.loads().forEach(load -> lines.add("  load     " + describe(load)));
        experiment.hypothesis().forEach(expectation -> lines.add("  expect   " + expectation));
        experiment.guardrails().forEach(guardrail -> lines.add("  abort    when shown: " + broken(guardrail)));
        lines.add("");
        plan.steps().forEach(step -> lines.add(line(step)));
        lines.add("");
        lines.add("  takes    about " + Quantities.text(plan.expectedDuration()) + "; nothing has been touched");
        lines.add("  worst    " + worst());
        lines.add("  digest   " + digest);
        return String.join("\n", lines) + "\n";
    }

    private static String broken(Guardrail guardrail) {
        return guardrail.metric().label() + " not " + guardrail.limit();
    }

    private String line(Step step) {
        String text = String.format(java.util.Locale.ROOT, "  %5s  %s", clock(at), step.match(this));
        at = at.plus(step.duration());
        return text;
    }

    private static String clock(Duration at) {
        return String.format(java.util.Locale.ROOT, "%d:%02d", at.toMinutes(), at.toSecondsPart());
    }

    /** What happens if everything goes wrong. */
    private String worst() {
        Duration longest = plan.steps().stream()
                .filter(Step.Inject.class::isInstance)
                .map(step -> ((Step.Inject) step).timeLimit())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        return "if Tensile is killed the fault is lifted at once; if it hangs, after at most "
                + Quantities.text(longest);
    }

    private static String describe(Target target) {
        if (target instanceof Service service) {
            return service.name() + "  " + service.url();
        }
        Dependency dependency = (Dependency) target;
        return dependency.name() + "  link " + dependency.local().listen() + " → "
                + dependency.local().upstream();
    }

    private static String describe(Load load) {
        return load.name() + "  " + load.rate() + " "
                + load.arrivals().name().toLowerCase(java.util.Locale.ROOT) + " on "
                + load.on().name() + ", timeout "
                + Quantities.text(load.timeout());
    }

    @Override
    public String warmUp(Step.WarmUp step) {
        return "warm-up: load for " + Quantities.text(step.duration()) + ", not judged";
    }

    @Override
    public String baseline(Step.Baseline step) {
        return "baseline: watch for " + Quantities.text(step.duration());
    }

    @Override
    public String inject(Step.Inject step) {
        return "rung " + step.rung() + ": inject "
                + plan.rung(step.rung()).doses().get(step.dose()) + "  (undo: " + step.undo() + "; by itself after "
                + Quantities.text(step.timeLimit()) + ")";
    }

    @Override
    public String hold(Step.Hold step) {
        return "rung " + step.rung() + ": hold " + Quantities.text(step.duration()) + ", guardrails armed";
    }

    @Override
    public String revert(Step.Revert step) {
        return "rung " + step.rung() + ": revert, and verify";
    }

    @Override
    public String coolDown(Step.CoolDown step) {
        return "rung " + step.rung() + ": cool down " + Quantities.text(step.duration());
    }

    @Override
    public String steadyStateCheck(Step.SteadyStateCheck step) {
        return step.rung() == 0
                ? "go on only if the baseline meets the hypothesis"
                : "rung " + step.rung() + ": go on only if steady again and shown to have held";
    }

    @Override
    public String recovery(Step.Recovery step) {
        return "recovery: watch for " + Quantities.text(step.duration());
    }
}

package dev.tensile.cli;

import dev.tensile.engine.Engine;
import dev.tensile.experiment.Address;
import dev.tensile.experiment.Database;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.Experiment;
import dev.tensile.experiment.Guardrail;
import dev.tensile.experiment.Load;
import dev.tensile.experiment.LocalLink;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Program;
import dev.tensile.experiment.Quantities;
import dev.tensile.experiment.Service;
import dev.tensile.experiment.Step;
import dev.tensile.experiment.Target;
import dev.tensile.run.PlanFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A plan as a person reads it. */
final class PlanText implements Step.Cases<String> {
    private final Plan plan;
    private Duration at = Duration.ZERO;

    private PlanText(Plan plan) {
        this.plan = plan;
    }

    static String of(PlanFile file, Engine engine) {
        return new PlanText(file.plan()).text(file.digest(), engine.worstCase(file.plan()));
    }

    private String text(String digest, String worstCase) {
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
        experiment.mechanisms().forEach(expectation -> lines.add("  expect   " + expectation));
        experiment.guardrails().forEach(guardrail -> lines.add("  abort    when shown: " + broken(guardrail)));
        lines.add("");
        plan.steps().forEach(step -> lines.add(line(step)));
        lines.add("");
        lines.add("  takes    about " + Quantities.text(plan.expectedDuration()) + "; nothing has been touched");
        lines.add("  worst    " + worstCase);
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

    private static String describe(Target target) {
        if (target instanceof Service service) {
            return service.name() + "  " + service.url();
        }
        if (target instanceof Program program) {
            return program.name() + "  " + addresses(program.addresses());
        }
        if (target instanceof Database database) {
            return database.name() + "  " + addresses(database.addresses());
        }
        Dependency dependency = (Dependency) target;
        return dependency.name() + "  link " + addresses(dependency.addresses());
    }

    private static String addresses(List<Address> addresses) {
        return addresses.stream().map(PlanText::describe).collect(Collectors.joining("; "));
    }

    private static String describe(Address address) {
        return address instanceof LocalLink link ? link.listen() + " → " + link.upstream() : address.toString();
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

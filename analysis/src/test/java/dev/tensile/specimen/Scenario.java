package dev.tensile.specimen;

import dev.tensile.experiment.Arrivals;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Expectation;
import dev.tensile.experiment.Experiment;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.JitterShape;
import dev.tensile.experiment.Ladder;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.Load;
import dev.tensile.experiment.Metric;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Rate;
import dev.tensile.experiment.Rung;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Share;
import dev.tensile.experiment.SourceRef;
import dev.tensile.experiment.Tolerance;
import dev.tensile.run.Delivered;
import dev.tensile.run.Ending;
import dev.tensile.run.Restoration;
import dev.tensile.run.Run;
import dev.tensile.run.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds a run whose numbers follow from what is said here: 45 s of baseline, then rungs of 35 s, of which the first 5 s
 * settle. Seeded: the same words give the same run.
 */
public final class Scenario {
    public static final Metric P95 = new Metric.LatencyQuantile("shopping", 0.95);
    public static final Metric ERRORS = new Metric.ErrorRate("shopping");
    public static final Metric DEGRADED = new Metric.DegradedRate("shopping");

    final List<Conduct> rungs = new ArrayList<>();
    final Map<Integer, List<Delivered>> delivered = new HashMap<>();
    int revertingFails;
    Conduct baseline = Conduct.CALM;
    Arrivals arrivals = Arrivals.CONSTANT;
    Ending ending = Ending.COMPLETED;
    Restoration restoration = Restoration.VERIFIED;
    String lastWords = "every step was done";
    int guardrail;
    int lost;
    Plan plan;

    private final List<Expectation> hypothesis;
    private List<Dose> doses = List.of(latency(Scope.REQUESTS, 0.5));
    private Duration hold = Duration.ofSeconds(35);
    private int ladder;

    private Scenario(List<Expectation> hypothesis) {
        this.hypothesis = hypothesis;
        this.plan = plan();
    }

    public static Scenario of(Expectation... hypothesis) {
        return new Scenario(List.of(hypothesis));
    }

    /** p95 below 100 ms and less than 1 % of errors; harm from twice that on. */
    public static Scenario shop() {
        return of(p95Below(100), errorsBelow(1));
    }

    public static Expectation p95Below(long millis) {
        return Expectation.of(P95, new Tolerance.LatencyBelow(Duration.ofMillis(millis)), SourceRef.NONE);
    }

    public static Expectation errorsBelow(double percent) {
        return Expectation.of(ERRORS, new Tolerance.ShareBelow(Share.ofPercent(percent)), SourceRef.NONE);
    }

    public static Expectation rise(Metric metric, double points) {
        return Expectation.of(metric, new Tolerance.ShareRise(Share.ofPercent(points)), SourceRef.NONE);
    }

    public static Expectation p95Within(double growth) {
        return Expectation.of(P95, new Tolerance.LatencyRise(growth), SourceRef.NONE);
    }

    public static Dose latency(Scope scope, double share) {
        return new Dose(
                new LinkFault.Latency(dev.tensile.run.Specimen.PAYMENTS, JitterShape.UNIFORM, Share.NOTHING),
                new BlastRadius(scope, new Share(share)),
                new Intensity.Delay(Duration.ofMillis(50), Duration.ofMillis(5)));
    }

    public Scenario baseline(Conduct conduct) {
        baseline = conduct;
        return this;
    }

    public Scenario rung(Conduct conduct) {
        rungs.add(conduct);
        return this;
    }

    /** The number of rungs that were planned, when not all were reached. */
    public Scenario planned(int count) {
        ladder = count;
        return this;
    }

    public Scenario hold(int seconds) {
        hold = Duration.ofSeconds(seconds);
        return this;
    }

    public Scenario arrivals(Arrivals kind) {
        arrivals = kind;
        return this;
    }

    public Scenario doses(Dose... each) {
        doses = List.of(each);
        return this;
    }

    /** Nobody can say what the doses of this rung did. */
    public Scenario revertingFails(int rung) {
        revertingFails = rung;
        return this;
    }

    /** What a rung's doses delivered, instead of exactly what was asked; for fewer doses than there are, the last ones. */
    public Scenario delivered(int rung, Delivered... each) {
        delivered.put(rung, List.of(each));
        return this;
    }

    /** How it ended, and why. */
    public Scenario ending(Ending how, String why) {
        ending = how;
        lastWords = why;
        return this;
    }

    public Scenario restoration(Restoration how) {
        restoration = how;
        return this;
    }

    /** The last rung was ended by a guardrail; -1 is the hard stop. The only guardrail, 0, is on the error rate. */
    public Scenario tripped(int index) {
        guardrail = index;
        return ending(Ending.GUARD_ABORTED, "a guardrail tripped");
    }

    /** Requests that were due and never recorded. */
    public Scenario lost(int requests) {
        lost = requests;
        return this;
    }

    public Run run() {
        plan = plan();
        MadeCourse course = new MadeCourse(this);
        Samples samples = course.samples();
        return new Run("20260512T091407Z-4f2a", plan, "9d1c", course.events(samples.size()), samples);
    }

    private Plan plan() {
        Experiment like = dev.tensile.run.Specimen.experiment();
        Load load = like.loads().get(0);
        List<Rung> planned = new ArrayList<>();
        for (int i = 0; i < Math.max(1, Math.max(ladder, rungs.size())); i++) {
            planned.add(new Rung(doses, hold, SourceRef.NONE));
        }
        Experiment experiment = new Experiment(
                like.name(),
                like.owner(),
                like.because(),
                like.tags(),
                like.environment(),
                like.targets(),
                List.of(new Load(
                        load.name(),
                        load.on(),
                        arrivals,
                        new Rate(baseline.rate()),
                        load.timeout(),
                        load.requests(),
                        load.answers(),
                        SourceRef.NONE)),
                hypothesis,
                like.guardrails(),
                Duration.ZERO,
                Duration.ofSeconds(45),
                new Ladder(planned, Duration.ofSeconds(8)),
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                List.of(),
                SourceRef.NONE);
        return Plan.of(experiment, "local", "x.chaos.kts", "", 42);
    }
}

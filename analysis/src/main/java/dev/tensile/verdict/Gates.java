package dev.tensile.verdict;

import dev.tensile.compare.Comparison;
import dev.tensile.compare.RunWindow;
import dev.tensile.compare.Windows;
import dev.tensile.experiment.Arrivals;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Expectation;
import dev.tensile.experiment.Load;
import dev.tensile.experiment.Scope;
import dev.tensile.run.Cohort;
import dev.tensile.run.Delivered;
import dev.tensile.run.Event;
import dev.tensile.run.Phase;
import dev.tensile.run.Run;
import dev.tensile.stats.BinomialChangePoint;
import dev.tensile.stats.ProportionEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The validity gates of STATISTICS.md §2.1, and proof of fault. */
final class Gates {
    /** |z| of a two-sided p-value of 1e-4. */
    private static final double Z_1E_4 = 3.8906;

    private final Run run;
    private final List<Comparison> comparisons;
    private final List<Gate> gates = new ArrayList<>();

    private Gates(Run run, List<Comparison> comparisons) {
        this.run = run;
        this.comparisons = comparisons;
    }

    static List<Gate> of(Run run, List<Comparison> comparisons) {
        Gates gates = new Gates(run, comparisons);
        gates.counted();
        for (Load load : run.plan().experiment().loads()) {
            gates.load(load);
        }
        run.phases().stream().filter(phase -> phase.kind() == Phase.Kind.HOLD).forEach(hold -> {
            gates.estimable(hold.rung());
            gates.dose(hold.rung());
            gates.cohorts(hold.rung());
        });
        return List.copyOf(gates.gates);
    }

    /** G2: every request that was due was recorded. */
    private void counted() {
        Optional<Event.LoadCounted> counted = run.first(Event.LoadCounted.class);
        if (counted.isEmpty()) {
            add(
                    "G2",
                    "every request recorded",
                    0,
                    Gate.Status.NOT_APPLICABLE,
                    "the load was never counted: the run broke off");
            return;
        }
        long due = counted.get().intended();
        long recorded = counted.get().recorded();
        add(
                "G2",
                "every request recorded",
                0,
                due == recorded && recorded == run.samples().size(),
                recorded + " of " + due + " due, " + run.samples().size() + " stored");
    }

    private void load(Load load) {
        Optional<RunWindow> baseline = Windows.baseline(run, load.name());
        if (baseline.isEmpty()) {
            add("G5", "baseline steady", 0, Gate.Status.NOT_APPLICABLE, load.name() + " has no baseline");
            return;
        }
        onTime(load, 0, baseline.get());
        steady(load, baseline.get());
        for (Phase phase : run.phases()) {
            if (phase.kind() == Phase.Kind.HOLD) {
                Windows.hold(run, load.name(), phase.rung()).ifPresent(hold -> {
                    onTime(load, phase.rung(), hold);
                    sameRate(load, phase.rung(), baseline.get(), hold);
                });
            }
        }
    }

    /** G1: requests left when they were due. */
    private void onTime(Load load, int rung, RunWindow window) {
        double limit = Math.max(0.001, 0.05 / load.rate().perSecond());
        long[] lag = window.lag();
        double p99 = lag[(int) Math.ceil(0.99 * lag.length) - 1] / 1e9;
        add(
                "G1",
                "load on time",
                rung,
                p99 <= limit,
                load.name() + ": 99 % left within " + Words.seconds(p99) + " of the intended time, limit "
                        + Words.seconds(limit));
    }

    /** G3: the same load before and during the fault; arrivals that are random may differ by chance (4 standard errors). */
    private void sameRate(Load load, int rung, RunWindow baseline, RunWindow hold) {
        double before = (double) baseline.requests() / baseline.seconds();
        double during = (double) hold.requests() / hold.seconds();
        double chance = 4 * Math.sqrt(1.0 / baseline.requests() + 1.0 / hold.requests());
        double limit = Math.max(0.02, load.arrivals() == Arrivals.POISSON ? chance : 0);
        double change = during / before - 1;
        add(
                "G3",
                "same load as in the baseline",
                rung,
                Math.abs(change) < limit,
                String.format(
                        Locale.ROOT,
                        "%s: %.1f/s against %.1f/s, %+.1f %%, limit ±%.1f %%",
                        load.name(),
                        during,
                        before,
                        change * 100,
                        limit * 100));
    }

    /** G5: the baseline meets its own limits and has no change point. */
    private void steady(Load load, RunWindow baseline) {
        double p95 = baseline.latency().quantile(0.95);
        long[] slow = baseline.latency().atMostPerSecond(p95);
        long[] all = baseline.perSecond();
        for (int t = 0; t < slow.length; t++) {
            slow[t] = all[t] - slow[t];
        }
        double designEffect = ProportionEstimate.of(slow, all).designEffect().value();
        BinomialChangePoint change = BinomialChangePoint.of(slow, all, designEffect);
        String broken = brokenInBaseline(load);
        String detail = broken.isEmpty() ? load.name() + ": within its limits" : broken;
        add(
                "G5",
                "baseline steady",
                0,
                broken.isEmpty() && !change.isShown(),
                detail + (change.isShown() ? "; its p95 changed at second " + change.second() : ", no change point"));
    }

    private String brokenInBaseline(Load load) {
        for (Expectation expectation : run.plan().experiment().hypothesis()) {
            Optional<Comparison> any = comparisons.stream()
                    .filter(c -> c.metric().equals(expectation.metric())
                            && c.metric().load().equals(load.name()))
                    .findFirst();
            if (any.isPresent()
                    && !expectation.tolerance().isRelative()
                    && any.get().baseline().value() > any.get().tolerance()) {
                return expectation.metric().label() + " was "
                        + Words.value(expectation.metric(), any.get().baseline().value()) + " without any fault, limit "
                        + Words.value(expectation.metric(), any.get().tolerance());
            }
        }
        return "";
    }

    /** G6: enough seconds and requests for each number. */
    private void estimable(int rung) {
        List<Comparison> tooLittle = comparisons.stream()
                .filter(c -> c.rung() == rung && !c.isEstimable())
                .toList();
        String detail = tooLittle.isEmpty()
                ? "every expectation has enough seconds and requests"
                : tooLittle.get(0).metric().label() + ": " + tooLittle.get(0).notEstimable();
        add("G6", "enough data", rung, tooLittle.isEmpty(), detail);
    }

    /** Proof of fault: traffic passed the link, and the fault touched it, to the share that was asked. */
    private void dose(int rung) {
        List<Delivered> delivered = run.delivered(rung);
        if (delivered.isEmpty()) {
            add(
                    "dose",
                    "fault delivered",
                    rung,
                    Gate.Status.NOT_APPLICABLE,
                    "it is not known what was delivered: the run broke off");
            return;
        }
        List<Dose> doses = run.plan().rung(rung).doses();
        for (int i = 0; i < delivered.size(); i++) {
            dose(rung, doses.get(i), delivered.get(i));
        }
    }

    private void dose(int rung, Dose dose, Delivered got) {
        String name = dose.fault().on().name();
        if (!got.sawTraffic()) {
            add(
                    "dose",
                    "fault delivered",
                    rung,
                    false,
                    "no traffic on the link to " + name + " while the fault was in force: does the service connect to "
                            + dose.fault().on().local().listen() + "?");
        } else if (!got.touchedAnything()) {
            add(
                    "dose",
                    "fault delivered",
                    rung,
                    false,
                    "there was traffic on the link to " + name + ", but the fault touched none of it"
                            + (dose.radius().scope() == Scope.REQUESTS && got.requestsSeen() == 0
                                    ? ": it is not HTTP/1.1; use `of connections`"
                                    : ""));
        } else {
            boolean requests = dose.radius().scope() == Scope.REQUESTS;
            long seen = requests ? got.requestsSeen() : got.connectionsSeen();
            long touched = requests ? got.requestsTouched() : got.connectionsTouched();
            add(
                    "dose",
                    "fault delivered",
                    rung,
                    plausible(touched, seen, dose.radius()),
                    touched + " of " + seen + " " + dose.radius().scope().word() + " touched, asked " + dose.radius());
        }
    }

    /** With few connections a share can only be met roughly; beyond chance at 1e-4 it was not met. */
    private static boolean plausible(long touched, long seen, BlastRadius radius) {
        double share = radius.share().fraction();
        double error = Math.sqrt(seen * share * (1 - share));
        return Math.abs(touched - seen * share) <= Z_1E_4 * error + 1 + 0.01 * seen;
    }

    /** G4: the cohorts split as configured. */
    private void cohorts(int rung) {
        Phase hold = run.phase(Phase.Kind.HOLD, rung).orElseThrow();
        long target = 0;
        long control = 0;
        for (int i = 0; i < run.samples().size(); i++) {
            long due = run.samples().intendedNanos(i);
            if (due >= hold.startNanos() && due < hold.endNanos()) {
                target += run.samples().cohort(i) == Cohort.TARGET ? 1 : 0;
                control += run.samples().cohort(i) == Cohort.CONTROL ? 1 : 0;
            }
        }
        long all = target + control;
        Dose dose = run.plan().rung(rung).doses().get(0);
        if (all == 0 || dose.radius().scope() != Scope.REQUESTS) {
            add(
                    "G4",
                    "cohorts split as asked",
                    rung,
                    Gate.Status.NOT_APPLICABLE,
                    "a share of connections: a request's cohort is not known");
            return;
        }
        double share = dose.radius().share().fraction();
        double z = Math.abs(target - all * share) / Math.max(1e-9, Math.sqrt(all * share * (1 - share)));
        boolean asAsked = share == 1 ? control == 0 : z <= Z_1E_4;
        add(
                "G4",
                "cohorts split as asked",
                rung,
                asAsked,
                target + " of " + all + " requests inside the radius, asked "
                        + dose.radius().share());
    }

    private void add(String id, String title, int rung, boolean passed, String detail) {
        add(id, title, rung, passed ? Gate.Status.PASSED : Gate.Status.FAILED, detail);
    }

    private void add(String id, String title, int rung, Gate.Status status, String detail) {
        gates.add(new Gate(id, title, rung, status, detail));
    }
}

package dev.tensile.engine;

import dev.tensile.experiment.Experiment;
import dev.tensile.experiment.Guardrail;
import dev.tensile.experiment.Load;
import dev.tensile.experiment.Metric;
import dev.tensile.experiment.Tolerance;
import dev.tensile.stats.EProcessSettings;
import dev.tensile.stats.Evidence;
import dev.tensile.stats.HardStop;
import dev.tensile.stats.OneArmEProcess;
import dev.tensile.verdict.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Watches the guardrails through one rung, second by second. Looking often costs nothing: the chance of stopping a harmless
 * experiment is at most 1 % over all guardrails and rungs together (STATISTICS.md §2.6).
 */
public final class GuardWatch {
    private static final double ALPHA_OF_EXPERIMENT = 0.01;

    /** Requests a second from which on five seconds without an end are no chance. */
    private static final double LEAST_RATE = 2;

    /**
     * How near a guardrail is to tripping.
     *
     * @param share of requests of the last second that count against it
     * @param limit the share that is tolerated
     * @param evidence from 0 to 1, where it trips
     */
    public record Distance(Guardrail guardrail, double share, double limit, double evidence) {}

    /**
     * Why the run must stop.
     *
     * @param guardrail index, -1 for the hard stop
     */
    record Trip(int guardrail, double evidence, double atLeast, String detail, String load) {
        static Trip hardStop(String load, String detail) {
            return new Trip(-1, Double.POSITIVE_INFINITY, 0, detail, load);
        }
    }

    private final List<Arm> arms = new ArrayList<>();
    private final List<Load> loads;
    private final List<Double> mayFail;
    private final List<HardStop> hardStops = new ArrayList<>();
    private int seconds;

    /**
     * Starts watching a rung.
     *
     * @param hold its length
     * @param designEffects of each guardrail's indicator in the baseline, at least 1
     */
    GuardWatch(Experiment experiment, Duration hold, List<Double> designEffects) {
        loads = experiment.loads();
        int family = experiment.guardrails().size()
                * Math.max(1, experiment.ladder().rungs().size());
        int horizon = (int) Math.max(1, hold.toSeconds());
        for (int i = 0; i < experiment.guardrails().size(); i++) {
            EProcessSettings settings = EProcessSettings.oneArm(ALPHA_OF_EXPERIMENT / family, horizon)
                    .withDesignEffect(designEffects.get(i));
            arms.add(new Arm(i, experiment.guardrails().get(i), settings));
        }
        mayFail = loads.stream().map(load -> mayFail(experiment, load)).toList();
        mayFail.forEach(share -> hardStops.add(new HardStop(share)));
    }

    /** The largest share of failures that a guardrail of the load itself allows: its author expects as much. */
    private static double mayFail(Experiment experiment, Load load) {
        return experiment.guardrails().stream()
                .filter(guardrail -> guardrail.metric().equals(new Metric.ErrorRate(load.name())))
                .mapToDouble(GuardWatch::limit)
                .max()
                .orElse(0);
    }

    /** The largest share of requests that may count against a guardrail. */
    static double limit(Guardrail guardrail) {
        return guardrail.limit() instanceof Tolerance.ShareBelow below
                ? below.limit().fraction()
                : 1 - ((Metric.LatencyQuantile) guardrail.metric()).quantile();
    }

    /** Takes one more second into account. */
    Optional<Trip> second(List<LiveTick> ticks) {
        seconds++;
        for (int i = 0; i < ticks.size(); i++) {
            Optional<Trip> hard = hardStop(i, ticks.get(i));
            if (hard.isPresent()) {
                return hard;
            }
        }
        return arms.stream()
                .map(arm -> arm.second(ticks, seconds))
                .flatMap(Optional::stream)
                .findFirst();
    }

    List<Distance> distances() {
        return arms.stream().map(arm -> arm.distance).toList();
    }

    private Optional<Trip> hardStop(int load, LiveTick tick) {
        boolean blind = tick.total() == 0 && loads.get(load).rate().perSecond() >= LEAST_RATE;
        HardStop rule = hardStops.get(load);
        HardStop.Reason reason = blind ? rule.updateWithoutTelemetry() : rule.update(tick.total(), tick.failed());
        return switch (reason) {
            case NONE -> Optional.empty();
            case COLLAPSE ->
                Optional.of(Trip.hardStop(
                        tick.load(),
                        "hard stop " + seconds
                                + " s into the rung: " + collapse(load) + " of the requests of " + tick.load()
                                + " failed for 3 seconds."));
            case BLIND ->
                Optional.of(Trip.hardStop(
                        tick.load(),
                        "hard stop " + seconds + " s into the rung: no request of " + tick.load()
                                + " ended for 5 seconds."));
        };
    }

    private String collapse(int load) {
        double expected = mayFail.get(load);
        return expected < 0.5 ? "at least half" : "more than " + Words.percent(expected);
    }

    private static final class Arm {
        private final int index;
        private final Guardrail guardrail;
        private final double limit;
        private final double threshold;

        /** None for a limit that nothing can exceed. */
        private final Optional<OneArmEProcess> process;

        private Distance distance;

        Arm(int index, Guardrail guardrail, EProcessSettings settings) {
            this.index = index;
            this.guardrail = guardrail;
            limit = limit(guardrail);
            threshold = -Math.log(settings.alpha());
            process = guardrail.canTrip() ? Optional.of(new OneArmEProcess(limit, settings)) : Optional.empty();
            distance = new Distance(guardrail, Double.NaN, limit, 0);
        }

        Optional<Trip> second(List<LiveTick> ticks, int seconds) {
            LiveTick tick = ticks.stream()
                    .filter(t -> t.load().equals(guardrail.metric().load()))
                    .findFirst()
                    .orElseThrow();
            long events = tick.exceeded()[index];
            double share = tick.total() == 0 ? Double.NaN : (double) events / tick.total();
            if (process.isEmpty()) {
                distance = new Distance(guardrail, share, limit, 0);
                return Optional.empty();
            }
            Evidence evidence = process.get().update(tick.total(), events);
            double near = Math.max(0, Math.min(1, evidence.logE() / threshold));
            distance = new Distance(guardrail, share, limit, near);
            if (evidence.decision() == Evidence.Decision.CONTINUE) {
                return Optional.empty();
            }
            double atLeast = process.get().lowerBound();
            String said = detail(seconds, evidence.maxE(), atLeast);
            return Optional.of(new Trip(index, evidence.maxE(), atLeast, said, ""));
        }

        private String detail(int seconds, double evidence, double atLeast) {
            String what = guardrail.metric() instanceof Metric.LatencyQuantile
                    ? "of the requests were slower than the limit or failed"
                    : guardrail.metric() instanceof Metric.DegradedRate
                            ? "of the answers were degraded"
                            : "of the requests failed";
            return "the guardrail \"" + guardrail + "\" tripped " + seconds + " s into the rung: at least "
                    + Words.percent(atLeast) + " " + what + " (limit " + Words.percent(limit) + ", e-value "
                    + Words.times(evidence) + ").";
        }
    }
}

package dev.tensile.mechanism;

import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Experiment;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.Ladder;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.Mechanism;
import dev.tensile.experiment.MechanismExpectation;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Promise;
import dev.tensile.experiment.Rung;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Share;
import dev.tensile.experiment.SourceRef;
import dev.tensile.run.Attempts;
import dev.tensile.run.Cause;
import dev.tensile.run.Cohort;
import dev.tensile.run.Delivered;
import dev.tensile.run.Ending;
import dev.tensile.run.Event;
import dev.tensile.run.LinkCount;
import dev.tensile.run.Outcome;
import dev.tensile.run.Phase;
import dev.tensile.run.Reading;
import dev.tensile.run.Readings;
import dev.tensile.run.Restoration;
import dev.tensile.run.Run;
import dev.tensile.run.Sample;
import dev.tensile.run.Samples;
import dev.tensile.run.Specimen;
import dev.tensile.run.Undo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A shop that calls payments for nine of ten requests, and what is seen of it: 45 s undisturbed, 35 s in which payments does not
 * answer, 30 s after that, at 200 requests a second unless told otherwise. Seeded; each mechanism can be left out or broken.
 */
public final class SimulatedShop {
    static final double BASELINE = 45;
    static final double REVERTED = 80;
    static final double END = 110;
    private static final double SECOND = 1e9;
    private static final int TENTHS = (int) (END * 10);

    private final SplittableRandom random;
    private final long[] asked = new long[TENTHS + 50];
    private final long[] answered = new long[TENTHS + 50];
    private final long[] unanswered = new long[TENTHS + 50];
    private final List<Sample> samples = new ArrayList<>();
    private MiniBreaker breaker = new MiniBreaker(20, 10, true);
    private Dose dose = dose(new LinkFault.Blackhole(Specimen.PAYMENTS), Scope.CONNECTIONS, 1);
    private double failing = 1;
    private double patience = 0.1;
    private double fallback = 1;
    private double leak;
    private int tries = 1;
    private int stormTries = 1;
    private double slowUntil;
    private double relapseFrom = Double.MAX_VALUE;
    private boolean shares;
    private double accepts = Double.MAX_VALUE;
    private boolean counted = true;
    private double rate = 200;
    private double browsing = 0.1;
    private double degradedTakes = 0.25;
    private Readings readings = Readings.NONE;

    public SimulatedShop(long seed) {
        random = new SplittableRandom(seed);
    }

    static Dose dose(dev.tensile.experiment.Fault fault, Scope scope, double share) {
        return new Dose(fault, new BlastRadius(scope, new Share(share)), new Intensity.Full());
    }

    SimulatedShop breaker(MiniBreaker other) {
        breaker = other;
        return this;
    }

    /** It never opens. */
    public SimulatedShop withoutBreaker() {
        return breaker(new MiniBreaker(Integer.MAX_VALUE, 1, true));
    }

    public SimulatedShop dose(Dose other) {
        dose = other;
        return this;
    }

    /** Under the fault this share of calls is not answered. */
    public SimulatedShop failing(double share) {
        failing = share;
        return this;
    }

    public SimulatedShop patience(double seconds) {
        patience = seconds;
        return this;
    }

    /** Of the requests that lack their payment, this share is degraded, the others fail. */
    public SimulatedShop fallback(double share) {
        fallback = share;
        return this;
    }

    /** An open breaker lets this share of calls through. */
    public SimulatedShop leak(double share) {
        leak = share;
        return this;
    }

    /** Calls for each that fails; in the five seconds after the fault for every one. */
    public SimulatedShop tries(int underFault, int afterwards) {
        tries = underFault;
        stormTries = afterwards;
        return this;
    }

    /** Everything takes half a second until so long after the fault. */
    public SimulatedShop slowFor(double seconds) {
        slowUntil = REVERTED + seconds;
        return this;
    }

    /** And once more, for 6 s, from so long after the fault. */
    public SimulatedShop relapsesAfter(double seconds) {
        relapseFrom = REVERTED + seconds;
        return this;
    }

    /** Requests that need no payment wait behind those that do. */
    public SimulatedShop withoutBulkhead() {
        shares = true;
        return this;
    }

    /** More than so many requests a second are turned away. */
    public SimulatedShop accepts(double perSecond) {
        accepts = perSecond;
        return this;
    }

    /** Requests a second, 200 otherwise. */
    SimulatedShop rate(double perSecond) {
        rate = perSecond;
        return this;
    }

    /** This share of requests needs no payment, a tenth otherwise. */
    SimulatedShop browsing(double share) {
        browsing = share;
        return this;
    }

    /** An answer without a payment takes this part of one with it, a quarter otherwise. */
    SimulatedShop degradedTakes(double part) {
        degradedTakes = part;
        return this;
    }

    /** What checkout says of itself. */
    SimulatedShop saying(Reading... said) {
        readings = new Readings(List.of(said));
        return this;
    }

    /** As on an engine that sees no traffic. */
    public SimulatedShop uncounted() {
        counted = false;
        return this;
    }

    /** What came of one expectation. */
    Scorecard card(Mechanism mechanism, Promise... promises) {
        return Scorecards.of(run(mechanism, promises)).get(0);
    }

    public Run run(Mechanism mechanism, Promise... promises) {
        PriorityQueue<double[]> ends = new PriorityQueue<>(Comparator.comparingDouble(end -> end[0]));
        double tokens = 0;
        double last = 0;
        for (double at = gap(); at < END; at += gap()) {
            tokens = Math.min(10, tokens + (at - last) * accepts);
            last = at;
            while (!ends.isEmpty() && ends.peek()[0] <= at) {
                double[] end = ends.poll();
                breaker.ended(end[0], end[1] > 0);
            }
            if (tokens < 1) {
                sample(at, 0.002, Outcome.REJECTED, 0);
            } else {
                tokens -= accepts == Double.MAX_VALUE ? 0 : 1;
                request(at, ends);
            }
        }
        Plan plan = plan(new MechanismExpectation(mechanism, List.of(promises), SourceRef.NONE));
        return new Run(
                "r",
                plan,
                "",
                events(samples.size()),
                Samples.of(samples),
                counted ? counts() : Attempts.NONE,
                readings);
    }

    private double gap() {
        return -Math.log(1 - random.nextDouble()) / rate;
    }

    private static boolean hurt(double at) {
        return at >= BASELINE && at < REVERTED;
    }

    private void request(double at, PriorityQueue<double[]> ends) {
        double base = 0.02 * Math.exp(0.35 * random.nextGaussian());
        if (random.nextDouble() < browsing) {
            sample(at, base / 4 * (shares && hurt(at) ? 8 : 1), Outcome.OK, 1);
        } else if (!breaker.permits(at) && random.nextDouble() >= leak) {
            lacking(at, base * degradedTakes);
        } else if (hurt(at) && random.nextDouble() < failing) {
            for (int i = 0; i < tries; i++) {
                count(asked, at + i * patience);
                count(unanswered, at + (i + 1) * patience);
            }
            ends.add(new double[] {at + tries * patience, 1});
            lacking(at, tries * patience + base / 4);
        } else {
            int calls = at >= REVERTED && at < REVERTED + 5 ? stormTries : 1;
            for (int i = 0; i < calls; i++) {
                count(asked, at);
                count(answered, at + base);
            }
            ends.add(new double[] {at + base, 0});
            sample(at, base + (isSlow(at) ? 0.6 : 0), Outcome.OK, 0);
        }
    }

    private boolean isSlow(double at) {
        return (at >= REVERTED && at < slowUntil) || (at >= relapseFrom && at < relapseFrom + 6);
    }

    private void lacking(double at, double latency) {
        sample(at, latency, random.nextDouble() < fallback ? Outcome.DEGRADED : Outcome.ERROR, 0);
    }

    private static void count(long[] tenths, double at) {
        int tenth = (int) (at * 10);
        if (tenth < tenths.length) {
            tenths[tenth]++;
        }
    }

    private void sample(double at, double latency, Outcome outcome, int endpoint) {
        long due = (long) (at * SECOND);
        samples.add(new Sample(due, due, (long) (latency * SECOND), outcome, Cohort.NONE, Cause.NONE, endpoint, 200));
    }

    private Attempts counts() {
        List<LinkCount> counts = new ArrayList<>();
        for (int i = 0; i < TENTHS; i++) {
            counts.add(new LinkCount(
                    "payments",
                    i * LinkCount.WIDTH_NANOS,
                    0,
                    0,
                    0,
                    asked[i],
                    answered[i],
                    0,
                    0,
                    unanswered[i],
                    asked[i] * 300,
                    answered[i] * 200));
        }
        return new Attempts(counts);
    }

    private static List<Event> events(int requests) {
        Undo undo = new Undo("local", "link", Map.of("link", "payments"));
        long injected = (long) (BASELINE * SECOND);
        long reverted = (long) (REVERTED * SECOND);
        long end = (long) (END * SECOND);
        Delivered delivered = new Delivered.Traffic(20, 20, 5000, 5000, 0, 0, 0, Delivered.Delays.NONE);
        return List.of(
                new Event.Started(0, Instant.EPOCH, "", Map.of()),
                new Event.PhaseStarted(0, Phase.Kind.BASELINE, 0),
                new Event.Injecting(injected, 1, 0, "blackhole", undo),
                new Event.Injected(injected, 1, 0),
                new Event.PhaseStarted(injected, Phase.Kind.HOLD, 1),
                new Event.Reverting(reverted, 1, 0, "its hold is over"),
                new Event.Reverted(reverted, 1, 0, delivered),
                new Event.PhaseStarted(reverted, Phase.Kind.RECOVERY, 0),
                new Event.LoadCounted(end, requests, requests),
                new Event.Ended(end, Ending.COMPLETED, Restoration.VERIFIED, "every step was done"));
    }

    private Plan plan(MechanismExpectation expectation) {
        Experiment like = Specimen.experiment();
        Experiment experiment = new Experiment(
                like.name(),
                like.owner(),
                like.because(),
                like.tags(),
                like.environment(),
                like.targets(),
                like.loads(),
                like.hypothesis(),
                like.guardrails(),
                Duration.ZERO,
                Duration.ofSeconds(45),
                new Ladder(
                        List.of(new Rung(List.of(dose), Duration.ofSeconds(35), SourceRef.NONE)),
                        Duration.ofSeconds(8)),
                Duration.ofSeconds(30),
                like.settle(),
                List.of(),
                List.of(expectation),
                SourceRef.NONE);
        return Plan.of(experiment, "local", "x.chaos.kts", "", 42);
    }
}

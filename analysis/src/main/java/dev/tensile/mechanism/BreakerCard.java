package dev.tensile.mechanism;

import dev.tensile.compare.Interval;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.Mechanism;
import dev.tensile.experiment.MechanismExpectation;
import dev.tensile.experiment.Promise;
import dev.tensile.experiment.Quantities;
import dev.tensile.run.LinkCount;
import dev.tensile.stats.ProportionEstimate;
import dev.tensile.stats.RateRatio;
import dev.tensile.stats.StepTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A circuit breaker on one rung, seen at the link (STATISTICS.md §2.10). It is open while calls are spared. The share of calls
 * among calls and spared ones is looked at rather than calls for each request, because requests that wait in front of the
 * callers make fewer calls, too.
 *
 * <p>Limits: whoever answers quickly and without the dependency for another reason looks the same. Calls to a port that does
 * not listen are counted by nobody.
 */
final class BreakerCard {
    private static final long TENTH = LinkCount.WIDTH_NANOS;
    private static final int SHORTEST = 4;
    private static final int CYCLES = 3;
    private static final double CLOSED = 0.8;

    /** Tenths of a second that are looked at as one. */
    private static final int WIDE = 20;

    /** What the measure is called that is there when calls were seen to be spared. */
    static final String OPENED = "opened after";

    private final Stretch stretch;
    private final String dependency;
    private final MechanismExpectation expectation;
    private final Promise.TripsAt trips;
    private final List<Measure> measures = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();
    private Grade grade = Grade.PROTECTED;

    private BreakerCard(Stretch stretch, MechanismExpectation expectation) {
        this.stretch = stretch;
        this.expectation = expectation;
        dependency = ((Mechanism.Breaker) expectation.mechanism()).dependency();
        trips = expectation.promise(Promise.TripsAt.class).orElse(Promise.TripsAt.DEFAULT);
    }

    static Score of(Stretch stretch, MechanismExpectation expectation) {
        return new BreakerCard(stretch, expectation).score();
    }

    private Score score() {
        if (!stretch.hurts(dependency)) {
            return refuse(Grade.NOT_EXERCISED, "the rung does not touch " + dependency);
        }
        Optional<Calls> before =
                Stretch.baseline(stretch.run()).flatMap(baseline -> Calls.bySecond(baseline, dependency));
        Optional<Calls> during = Calls.bySecond(stretch, dependency);
        if (before.isEmpty() || during.isEmpty()) {
            return refuse(Grade.NOT_OBSERVED, "nobody counted what passed the link to " + dependency);
        }
        if (Calls.sum(before.get().attempts()) == 0) {
            return refuse(Grade.NOT_OBSERVED, "no HTTP/1.1 request passed the link to " + dependency);
        }
        if (stretch.doses().stream().anyMatch(this::isDeaf)) {
            return refuse(
                    Grade.NOT_OBSERVED,
                    "the link to " + dependency + " did not listen, so nobody knows who called; refuse fewer"
                            + " connections, or use reset");
        }
        if (stretch.seconds() < SHORTEST || before.get().attempts().length < SHORTEST) {
            return refuse(Grade.INCONCLUSIVE, "the rung was too short to tell");
        }
        if (sparedFrom(stretch.from() - WIDE * TENTH, WIDE)) {
            return refuse(Grade.NOT_EXERCISED, "it was open already when the fault came");
        }
        OpenTimes open = OpenTimes.in(during.get(), trips.trials());
        return open.spans().isEmpty() ? closedAllTheTime(during.get(), before.get()) : opened(open, before.get());
    }

    /** Whether so many tenths of a second, taken together, are those of an open breaker. */
    private boolean sparedFrom(long from, int tenths) {
        return Calls.in(stretch.run(), dependency, from, tenths, TENTH)
                .map(calls -> Calls.sum(calls.attempts()) < OpenTimes.CALLED * Calls.sum(calls.wanted()))
                .orElse(false);
    }

    private boolean isDeaf(Dose dose) {
        return dose.fault() instanceof LinkFault.Refuse
                && dose.fault().on().name().equals(dependency)
                && dose.radius().share().fraction() == 1;
    }

    private Score refuse(Grade why, String reason) {
        return Score.of(
                stretch.rung(),
                why,
                "It cannot be said whether the " + expectation.mechanism().label() + " works: " + reason + ".");
    }

    /** Never open: was there a reason to? */
    private Score closedAllTheTime(Calls during, Calls before) {
        long ended = Calls.sum(during.ended());
        long failed = Calls.sum(during.failed());
        long called = Calls.sum(during.attempts());
        String seen = Say.counted(called, "call") + " reached " + dependency + ", and " + failed + " of the " + ended
                + " that ended failed";
        if (ended == 0) {
            return refuse(Grade.NOT_EXERCISED, "no call ended");
        }
        ProportionEstimate share = ProportionEstimate.of(during.failed(), during.ended());
        Measure failing = new Measure(
                "calls that failed",
                share.estimate(),
                interval(share.lower(0.025), share.upper(0.025)),
                Measure.Unit.SHARE,
                ended,
                "");
        boolean reason = ended >= trips.after()
                && share.lower(dev.tensile.stats.Interval.TAIL_90)
                        > trips.failing().fraction();
        if (!reason) {
            return Score.of(
                    stretch.rung(),
                    Grade.NOT_EXERCISED,
                    "The " + expectation.mechanism().label() + " had no reason to open: " + seen
                            + "; it trips when more than " + trips.failing() + " of " + trips.after() + " do.",
                    failing);
        }
        Optional<Duration> limit = opensWithin();
        if (limit.isPresent() && stretch.to() - stretch.from() < limit.get().toNanos()) {
            return refuse(
                    Grade.INCONCLUSIVE,
                    "it did not open in " + Say.seconds((stretch.to() - stretch.from()) / 1e9) + ", and may take "
                            + Quantities.text(limit.get()));
        }
        if (during.perRequest() < OpenTimes.CALLED * before.perRequest()) {
            return refuse(
                    Grade.INCONCLUSIVE, "hardly a request called " + dependency + ", but nobody was seen to be spared");
        }
        long[] attempts = tenths();
        long late = Calls.sum(attempts, Math.min(attempts.length, shouldOpenBy(0)), attempts.length);
        Measure leaked = Measure.counted("calls that leaked", late, promised(Promise.LeaksAtMost.class));
        return Score.of(
                stretch.rung(),
                Grade.DID_NOT_OPEN,
                "The " + expectation.mechanism().label() + " did not open: " + seen + ", more than the "
                        + trips.failing() + " at which it should; " + Say.counted((long) leaked.value(), "call")
                        + " leaked after it should have opened.",
                failing,
                leaked);
    }

    private Score opened(OpenTimes open, Calls before) {
        double blur = RateRatio.dispersion(before.attempts(), before.requests());
        int last = open.spans().get(0).to() * 10;
        Calls first =
                Calls.in(stretch.run(), dependency, stretch.from(), last, TENTH).orElseThrow();
        int half = Math.min(last, 5);
        boolean atOnce = Calls.sum(first.attempts(), 0, half) == 0 && Calls.sum(first.spared(), 0, half) > 0;
        StepTime step = atOnce ? new StepTime(0, 0, 0) : StepTime.of(first.attempts(), first.wanted(), blur);
        when(step, Calls.sum(first.wanted()));
        trials(step.latest());
        if (open.spans().size() >= CYCLES) {
            note(Grade.FLAPPING, "it opened and closed " + open.spans().size() + " times while the fault was the same");
        }
        int lastOpen = open.spans().get(open.spans().size() - 1).to();
        // It may have been in the midst of a trial when the fault was lifted, and open after it.
        if (lastOpen >= stretch.seconds() - 1 || sparedFrom(stretch.lifted(), WIDE / 2)) {
            closing(blur);
        } else if (closesWithin().isPresent()) {
            note(Grade.INCONCLUSIVE, "it was not open when the fault was lifted, so nobody saw it close");
        }
        return new Score(
                stretch.rung(),
                grade,
                measures,
                "The " + expectation.mechanism().label() + " " + String.join("; ", sentences) + ".");
    }

    private void when(StepTime step, long n) {
        double at = step.at() / 10.0;
        Interval interval = seconds(step);
        Measure opened =
                new Measure(OPENED, at, interval, Measure.Unit.SECONDS, n, promised(Promise.OpensWithin.class));
        measures.add(opened);
        Grade late = opensWithin()
                .map(limit -> within(interval, limit, Grade.OPENED_LATE))
                .orElse(Grade.PROTECTED);
        note(late, "opened " + opened.phrase() + " after the fault came into force");
    }

    private static Grade within(Interval interval, Duration limit, Grade late) {
        double seconds = limit.toNanos() / 1e9;
        if (interval.lower() > seconds) {
            return late;
        }
        return interval.upper() <= seconds ? Grade.PROTECTED : Grade.INCONCLUSIVE;
    }

    /** Calls after the breaker opened, and those that came although it should have been open. */
    private void trials(int openedBy) {
        long[] attempts = tenths();
        Bursts bursts = Bursts.in(attempts, Math.min(attempts.length, openedBy));
        long leaked = leakedAfter(openedBy);
        Measure leaks = Measure.counted("calls that leaked", leaked, promised(Promise.LeaksAtMost.class));
        measures.add(leaks);
        boolean tooMany = expectation
                .promise(Promise.LeaksAtMost.class)
                .map(limit -> leaked > limit.calls())
                .orElse(false);
        note(
                tooMany ? Grade.LEAKED : Grade.PROTECTED,
                Say.counted(leaked, "call") + " leaked after it should have opened"
                        + (leaks.limit().isEmpty() ? "" : " (limit " + leaks.limit() + ")"));
        if (!bursts.list().isEmpty()) {
            measures.add(Measure.counted("times it tried", bursts.list().size(), ""));
            measures.add(Measure.counted("calls in the largest trial", bursts.largest(), "at most " + trips.trials()));
            double spacing = bursts.spacing();
            String apart = Double.isNaN(spacing) ? "" : ", " + Say.seconds(spacing) + " apart";
            note(
                    Grade.PROTECTED,
                    "it tried " + Say.counted(bursts.list().size(), "time") + " with at most "
                            + Say.counted(bursts.largest(), "call") + apart);
        }
    }

    /**
     * Calls after the promised time to open: all until it was surely open, then those beyond its trials. Without a promised time
     * those after it was surely open.
     */
    private long leakedAfter(int openedBy) {
        long[] attempts = tenths();
        int from = Math.min(attempts.length, shouldOpenBy(openedBy));
        int surely = Math.min(attempts.length, Math.max(from, openedBy));
        return Calls.sum(attempts, from, surely) + Bursts.in(attempts, surely).beyond(trips.trials());
    }

    /** In tenths of a second since the fault came into force. */
    private int shouldOpenBy(int otherwise) {
        return opensWithin()
                .map(limit -> (int) Math.ceil(limit.toNanos() / (double) TENTH))
                .orElse(otherwise);
    }

    private long[] tenths() {
        int parts = (int) ((stretch.to() - stretch.from()) / TENTH);
        return Calls.in(stretch.run(), dependency, stretch.from(), parts, TENTH)
                .map(Calls::attempts)
                .orElse(new long[parts]);
    }

    /** Open when the fault was lifted: when did it close? */
    private void closing(double blur) {
        int parts = (int) ((stretch.until() - stretch.lifted()) / TENTH);
        Optional<Calls> after = Calls.in(stretch.run(), dependency, stretch.lifted(), parts, TENTH);
        Optional<Duration> limit = closesWithin();
        if (after.isEmpty() || parts < WIDE || Calls.sum(after.get().wanted()) == 0) {
            note(limit.isPresent() ? Grade.INCONCLUSIVE : Grade.PROTECTED, "nobody watched it close");
            return;
        }
        long[] wanted = after.get().wanted();
        long[] attempts = after.get().attempts();
        int end = parts;
        while (end > WIDE && Calls.sum(wanted, end - WIDE, end) == 0) {
            end--; // nobody called, as while the last requests end
        }
        boolean closed = Calls.sum(attempts, end - WIDE, end) > CLOSED * Calls.sum(wanted, end - WIDE, end);
        if (!closed) {
            double watched = end / 10.0;
            boolean late = limit.isPresent() && watched >= limit.get().toNanos() / 1e9;
            note(
                    late ? Grade.CLOSED_LATE : limit.isPresent() ? Grade.INCONCLUSIVE : Grade.PROTECTED,
                    "it was still open " + Say.seconds(watched) + " after the fault was lifted");
            return;
        }
        boolean atOnce = Calls.sum(after.get().spared()) == 0;
        StepTime step = atOnce ? new StepTime(0, 0, 0) : StepTime.of(attempts, wanted, blur);
        Interval interval = seconds(step);
        Measure closing = new Measure(
                "closed after",
                step.at() / 10.0,
                interval,
                Measure.Unit.SECONDS,
                Calls.sum(wanted),
                promised(Promise.ClosesWithin.class));
        measures.add(closing);
        note(
                limit.map(most -> within(interval, most, Grade.CLOSED_LATE)).orElse(Grade.PROTECTED),
                "closed " + closing.phrase() + " after the fault was lifted");
    }

    private void note(Grade found, String sentence) {
        grade = grade.worst(found);
        sentences.add(sentence);
    }

    private Optional<Duration> closesWithin() {
        return expectation.promise(Promise.ClosesWithin.class).map(Promise.ClosesWithin::limit);
    }

    private Optional<Duration> opensWithin() {
        return expectation.promise(Promise.OpensWithin.class).map(Promise.OpensWithin::limit);
    }

    private String promised(Class<? extends Promise> kind) {
        return expectation.promise(kind).map(BreakerCard::limit).orElse("");
    }

    private static String limit(Promise promise) {
        if (promise instanceof Promise.OpensWithin opens) {
            return Quantities.text(opens.limit());
        }
        if (promise instanceof Promise.ClosesWithin closes) {
            return Quantities.text(closes.limit());
        }
        return String.valueOf(((Promise.LeaksAtMost) promise).calls());
    }

    /** The change lies somewhere in the tenth before or after the boundary between the two. */
    private static Interval seconds(StepTime step) {
        return interval(Math.max(0, step.earliest() - 1) / 10.0, (step.latest() + 1) / 10.0);
    }

    private static Interval interval(double lower, double upper) {
        return new Interval(lower, Math.max(lower, upper));
    }
}

package dev.tensile.mechanism;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.JitterShape;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.Mechanism;
import dev.tensile.experiment.Promise;
import dev.tensile.experiment.Rate;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Share;
import dev.tensile.run.Reading;
import dev.tensile.run.Specimen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every grade of every mechanism, reached by a shop that behaves like it. */
class ScorecardsTest {
    private static final Mechanism BREAKER = new Mechanism.Breaker("payments");
    private static final Promise TRIPS = new Promise.TripsAt(Share.ofPercent(50), 20, 10);
    private static final Promise OPENS = new Promise.OpensWithin(Duration.ofSeconds(5));
    private static final Promise LEAKS = new Promise.LeaksAtMost(20);
    private static final Promise CLOSES = new Promise.ClosesWithin(Duration.ofSeconds(10));
    private static final Mechanism RETRIES = new Mechanism.Retries("payments");
    private static final Promise AMPLIFIES = new Promise.AmplifiesAtMost(1.5);

    private static SimulatedShop shop() {
        return new SimulatedShop(2026);
    }

    private static void assertGrade(Grade expected, Scorecard card) {
        assertEquals(expected, card.grade(), card.sentence());
    }

    private static Measure measure(Scorecard card, String what) {
        return card.scores().get(0).measures().stream()
                .filter(measure -> measure.what().equals(what))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + what + " in " + card));
    }

    private static Scorecard breaker(SimulatedShop shop) {
        return shop.card(BREAKER, TRIPS, OPENS, LEAKS, CLOSES);
    }

    @Test
    void aBreakerThatOpensInTimeAndTriesNowAndThenProtects() {
        Scorecard card = breaker(shop());
        assertGrade(Grade.PROTECTED, card);
        Measure opened = measure(card, "opened after");
        assertTrue(
                opened.interval().lower() <= 0.25
                        && opened.interval().upper() >= 0.15
                        && opened.interval().upper() < 1,
                card.sentence());
        assertEquals(10, measure(card, "calls in the largest trial").value());
        assertTrue(measure(card, "times it tried").value() >= 5, card.sentence());
        assertTrue(card.sentence().contains("5.1 s apart") || card.sentence().contains("5.2 s apart"), card.sentence());
        Measure closed = measure(card, "closed after");
        assertTrue(closed.value() > 0 && closed.value() < 5.5, card.sentence());
    }

    @Test
    void theTimeToOpenIsFoundInNineOfTenRunsAtLeast() {
        int covered = 0;
        for (long seed = 0; seed < 40; seed++) {
            MiniBreaker breaker = new MiniBreaker(400, 10, true);
            Measure opened = measure(breaker(new SimulatedShop(seed).breaker(breaker)), "opened after");
            double truth = breaker.firstOpened() - SimulatedShop.BASELINE;
            covered += opened.interval().lower() <= truth
                            && truth <= opened.interval().upper()
                    ? 1
                    : 0;
        }
        assertTrue(covered >= 36, "in " + covered + " of 40");
    }

    @Test
    void aBreakerThatWantsToSeeTooManyCallsOpensLate() {
        assertGrade(Grade.OPENED_LATE, breaker(shop().breaker(new MiniBreaker(2000, 10, true))));
    }

    @Test
    void aBreakerThatNeverOpensAlthoughEverythingFailsIsRefuted() {
        Scorecard card = breaker(shop().withoutBreaker());
        assertGrade(Grade.DID_NOT_OPEN, card);
        assertTrue(measure(card, "calls that leaked").value() > 4000, card.sentence());
    }

    @Test
    void aBreakerThatLetsATenthThroughLeaks() {
        assertGrade(Grade.LEAKED, breaker(shop().leak(0.1)));
    }

    @Test
    void aBreakerThatClosesWithoutTryingFlaps() {
        assertGrade(
                Grade.FLAPPING, shop().breaker(new MiniBreaker(300, 10, false)).card(BREAKER, TRIPS, OPENS));
    }

    @Test
    void aBreakerThatStaysOpenForLongClosesLate() {
        assertGrade(Grade.CLOSED_LATE, shop().card(BREAKER, TRIPS, new Promise.ClosesWithin(Duration.ofMillis(500))));
    }

    @Test
    void aBreakerIsNotExercisedByAFewFailures() {
        Scorecard card = breaker(shop().failing(0.2));
        assertGrade(Grade.NOT_EXERCISED, card);
        assertTrue(card.sentence().contains("had no reason to open"), card.sentence());
    }

    @Test
    void halfASecondInWhichNobodyHappensToCallIsNoOpenBreaker() {
        for (long seed = 0; seed < 30; seed++) {
            MiniBreaker breaker = new MiniBreaker(20, 10, true);
            Scorecard card = breaker(new SimulatedShop(seed).rate(3).breaker(breaker));
            card.scores().get(0).measures().stream()
                    .filter(measure -> measure.what().equals("opened after"))
                    .forEach(opened -> assertTrue(opened.interval().upper() > 1, card.sentence()));
        }
    }

    @Test
    void aBreakerThatWasOpenBeforeTheFaultHasShownNothing() {
        double fault = SimulatedShop.BASELINE;
        Scorecard card = breaker(shop().breaker(new MiniBreaker(20, 10, true).openBetween(fault - 4, fault + 20)));
        assertGrade(Grade.NOT_EXERCISED, card);
        assertTrue(card.sentence().contains("open already"), card.sentence());
    }

    @Test
    void whoeverIsSlowerThanOtherRequestsIsSparedAllTheSame() {
        Scorecard card = breaker(shop().browsing(0.97).degradedTakes(0.7));
        assertTrue(card.grade() != Grade.DID_NOT_OPEN, card.sentence());
        assertTrue(measure(card, "opened after").value() < 5, card.sentence());
    }

    @Test
    void aBreakerThatWasNotOpenWhenTheFaultWentHasNotShownThatItCloses() {
        MiniBreaker never = new MiniBreaker(Integer.MAX_VALUE, 10, true)
                .openBetween(SimulatedShop.BASELINE + 1, SimulatedShop.REVERTED - 10);
        Scorecard card = shop().breaker(never).card(BREAKER, TRIPS, OPENS, CLOSES);
        assertGrade(Grade.INCONCLUSIVE, card);
        assertTrue(card.sentence().contains("nobody saw it close"), card.sentence());
    }

    @Test
    void aBreakerThatNobodyWatchesIsNotObserved() {
        assertGrade(Grade.NOT_OBSERVED, breaker(shop().uncounted()));
    }

    @Test
    void nobodyKnowsWhoCallsAPortThatDoesNotListen() {
        Scorecard card =
                breaker(shop().dose(SimulatedShop.dose(new LinkFault.Refuse(Specimen.PAYMENTS), Scope.CONNECTIONS, 1)));
        assertGrade(Grade.NOT_OBSERVED, card);
    }

    @Test
    void retriesThatDoNotAmplifyAreBounded() {
        assertGrade(Grade.BOUNDED, shop().withoutBreaker().card(RETRIES, AMPLIFIES));
    }

    @Test
    void retriesOfEveryFailureAmplify() {
        Scorecard card = shop().withoutBreaker().tries(3, 1).card(RETRIES, AMPLIFIES);
        assertGrade(Grade.AMPLIFIED, card);
        Measure factor = measure(card, "calls for each request, against the baseline");
        assertTrue(factor.interval().lower() <= 3 && factor.interval().upper() >= 2.9, factor.toString());
    }

    @Test
    void retriesThatAllComeBackAtOnceAreAStorm() {
        assertGrade(Grade.STORM, shop().withoutBreaker().tries(1, 4).card(RETRIES, AMPLIFIES));
    }

    @Test
    void aStormIsOneAlthoughManyWaited() {
        assertGrade(
                Grade.STORM, shop().withoutBreaker().patience(1.5).tries(1, 4).card(RETRIES, AMPLIFIES));
    }

    @Test
    void retriesNearTheLimitAreInconclusive() {
        assertGrade(
                Grade.INCONCLUSIVE, shop().withoutBreaker().tries(3, 1).card(RETRIES, new Promise.AmplifiesAtMost(3)));
    }

    @Test
    void retriesAreNotExercisedIfNothingFails() {
        assertGrade(Grade.NOT_EXERCISED, shop().failing(0).card(RETRIES, AMPLIFIES));
        assertGrade(Grade.NOT_OBSERVED, shop().uncounted().card(RETRIES, AMPLIFIES));
    }

    private static Scorecard timeouts(SimulatedShop shop) {
        return shop.card(new Mechanism.Timeouts("shopping"), new Promise.BoundedAt(Duration.ofMillis(300)));
    }

    @Test
    void whoGivesUpInTimeIsBounded() {
        Scorecard card = timeouts(shop().withoutBreaker());
        assertGrade(Grade.BOUNDED, card);
        assertTrue(card.sentence().contains("at 95 % confidence at most"), card.sentence());
    }

    @Test
    void aFaultForWhichNobodyHadToWaitShowsNoTimeout() {
        Scorecard card = timeouts(shop().failing(0));
        assertGrade(Grade.NOT_EXERCISED, card);
        assertTrue(card.sentence().contains("no more requests had to wait than undisturbed"), card.sentence());
    }

    @Test
    void whoWaitsLongerIsUnbounded() {
        assertGrade(Grade.UNBOUNDED, timeouts(shop().patience(0.8)));
    }

    @Test
    void timeoutsAreNotExercisedByADelayThatIsShorter() {
        assertGrade(
                Grade.NOT_EXERCISED,
                timeouts(shop().dose(new dev.tensile.experiment.Dose(
                        new LinkFault.Latency(Specimen.PAYMENTS, JitterShape.UNIFORM, Share.NOTHING),
                        new dev.tensile.experiment.BlastRadius(Scope.CONNECTIONS, Share.ALL),
                        new Intensity.Delay(Duration.ofMillis(200), Duration.ZERO)))));
    }

    private static Scorecard fallback(SimulatedShop shop) {
        return shop.card(new Mechanism.Fallback("shopping"), new Promise.CatchesAtLeast(Share.ofPercent(95)));
    }

    @Test
    void aFallbackCatchesOrLetsFall() {
        assertGrade(Grade.CAUGHT, fallback(shop()));
        assertGrade(Grade.FELL_THROUGH, fallback(shop().fallback(0.8)));
        assertGrade(Grade.INCONCLUSIVE, fallback(shop().fallback(0.945)));
        assertGrade(Grade.NOT_EXERCISED, fallback(shop().failing(0)));
    }

    @Test
    void theQualityOfADegradedAnswerIsAHalf() {
        Scorecard card = fallback(shop());
        Measure quality = measure(card, "mean quality");
        assertEquals(0.55, quality.value(), 0.01, card.sentence());
        assertGrade(
                Grade.FELL_THROUGH,
                shop().card(
                                new Mechanism.Fallback("shopping"),
                                new Promise.CatchesAtLeast(Share.ofPercent(95)),
                                new Promise.QualityAtLeast(Share.ofPercent(80))));
    }

    @Test
    void aSecondWithoutRequestsHasNoQuality() {
        assertEquals(
                1, measure(fallback(shop().rate(2).failing(0)), "mean quality").value(), 1e-9);
    }

    private static Scorecard bulkhead(SimulatedShop shop) {
        return shop.card(new Mechanism.Bulkhead("shopping", "/cart"), new Promise.MovesAtMost(0.25));
    }

    @Test
    void aBulkheadKeepsOthersDryOrDoesNot() {
        assertGrade(Grade.ISOLATED, bulkhead(shop()));
        assertGrade(Grade.SPILLED, bulkhead(shop().withoutBulkhead()));
        assertGrade(Grade.NOT_EXERCISED, bulkhead(shop().failing(0)));
    }

    private static Scorecard rateLimit(SimulatedShop shop, double limit) {
        return shop.card(new Mechanism.RateLimit("shopping"), new Promise.AcceptsAtMost(new Rate(limit)));
    }

    @Test
    void aRateLimitTurnsAwayWhatIsTooMuchOrDoesNot() {
        assertGrade(Grade.LIMITED, rateLimit(shop().failing(0).accepts(100), 100));
        assertGrade(Grade.NOT_LIMITED, rateLimit(shop().failing(0).accepts(150), 100));
        assertGrade(Grade.NOT_LIMITED, rateLimit(shop().failing(0), 100));
        assertGrade(Grade.NOT_EXERCISED, rateLimit(shop(), 400));
    }

    @Test
    void whatFailsWasLetThrough() {
        assertGrade(
                Grade.INCONCLUSIVE,
                rateLimit(shop().withoutBreaker().fallback(0).accepts(150), 100));
        assertGrade(Grade.INCONCLUSIVE, rateLimit(shop().failing(0).accepts(10), 100));
    }

    private static Scorecard recovery(SimulatedShop shop) {
        return shop.card(new Mechanism.Recovery(), new Promise.RecoversWithin(Duration.ofSeconds(10)));
    }

    @Test
    void aSystemComesBackInTimeOrLateOrNot() {
        assertGrade(Grade.RECOVERED, recovery(shop().failing(0)));
        assertGrade(Grade.RECOVERED, recovery(shop().failing(0).slowFor(4)));
        assertGrade(Grade.SLOW, recovery(shop().failing(0).slowFor(16)));
        assertGrade(Grade.NOT_RECOVERED, recovery(shop().failing(0).slowFor(60)));
    }

    @Test
    void aRelapseIsNoRecovery() {
        Scorecard card = recovery(shop().failing(0).relapsesAfter(18));
        assertGrade(Grade.INCONCLUSIVE, card);
        assertTrue(card.sentence().contains("left a tolerance once more"), card.sentence());
    }

    @Test
    void theWorstRungDecides() {
        Score calm = Score.of(1, Grade.NOT_EXERCISED, "calm");
        Score good = Score.of(2, Grade.PROTECTED, "good");
        Score bad = Score.of(3, Grade.FLAPPING, "bad");
        assertEquals(
                Grade.PROTECTED, Scorecard.of(0, "b", "", List.of(calm, good)).grade());
        assertEquals("bad", Scorecard.of(0, "b", "", List.of(bad, good)).sentence());
        assertEquals(
                Grade.NOT_EXERCISED, Scorecard.of(0, "b", "", List.of(calm)).grade());
        assertEquals(Grade.NOT_EXERCISED, Scorecard.of(0, "b", "", List.of()).grade());
    }

    /** At so many seconds. */
    private static Reading said(double at, String metric, double value, String... labels) {
        Map<String, String> all = new TreeMap<>(Map.of("name", "payments"));
        for (int i = 0; i < labels.length; i += 2) {
            all.put(labels[i], labels[i + 1]);
        }
        return new Reading((long) (at * 1e9), "checkout", metric, all, value);
    }

    private static Reading state(double at, String state, double value) {
        return said(at, "resilience4j_circuitbreaker_state", value, "state", state);
    }

    @Test
    void theBreakersOwnMetricsConfirmWhatWasSeen() {
        Scorecard card = breaker(shop().saying(
                        state(0, "open", 0),
                        state(0, "closed", 1),
                        state(46, "open", 1),
                        state(46, "closed", 0),
                        state(84, "closed", 1),
                        state(84, "open", 0)));
        assertGrade(Grade.PROTECTED, card);
        assertTrue(
                card.sentence()
                        .endsWith("; its own metrics say that it was open after 1 s, and closed 4 s after the fault was"
                                + " lifted."),
                card.sentence());
    }

    @Test
    void aBreakerThatDeniesThatItWasOpenHasNotBeenShownToWork() {
        Scorecard card = breaker(shop().saying(state(0, "open", 0)));
        assertGrade(Grade.INCONCLUSIVE, card);
        assertTrue(card.sentence().endsWith("never open, so something else spared the calls."), card.sentence());
        Scorecard hidden = breaker(shop().withoutBreaker().saying(state(0, "open", 0), state(50, "open", 1)));
        assertGrade(Grade.INCONCLUSIVE, hidden);
        Scorecard lazy = breaker(shop().withoutBreaker().saying(state(0, "open", 0)));
        assertGrade(Grade.DID_NOT_OPEN, lazy);
        assertTrue(lazy.sentence().endsWith("say so, too: it was never open."), lazy.sentence());
    }

    @Test
    void anotherBreakersMetricsSayNothing() {
        Scorecard card = breaker(shop().saying(new Reading(
                0, "checkout", "resilience4j_circuitbreaker_state", Map.of("name", "stock", "state", "open"), 0)));
        assertEquals(breaker(shop()).sentence(), card.sentence());
    }

    @Test
    void whatTheServiceCountsOfItsRetriesIsSaid() {
        String calls = "resilience4j_retry_calls_total";
        Scorecard card = shop().withoutBreaker()
                .tries(3, 1)
                .saying(
                        said(0, calls, 5, "kind", "failed_with_retry"),
                        said(0, calls, 900, "kind", "successful_without_retry"),
                        said(50, calls, 105, "kind", "failed_with_retry"),
                        said(60, calls, 205, "kind", "failed_with_retry"),
                        said(100, calls, 1205, "kind", "failed_with_retry"),
                        said(0, calls, 0, "kind", "successful_with_retry"),
                        said(55, calls, 3, "kind", "successful_with_retry"))
                .card(RETRIES, AMPLIFIES);
        assertTrue(
                card.sentence()
                        .endsWith(
                                "; the service's own metrics count 3 calls that a retry saved, and 200 that all attempts"
                                        + " failed."),
                card.sentence());
    }
}

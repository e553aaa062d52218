package dev.tensile.verdict;

import static dev.tensile.specimen.Conduct.CALM;
import static dev.tensile.specimen.Scenario.latency;
import static dev.tensile.verdict.JudgeTest.judge;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.DatabaseHarm;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.HttpHarm;
import dev.tensile.experiment.HttpRoute;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.Program;
import dev.tensile.experiment.ProgramFault;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Share;
import dev.tensile.experiment.SourceRef;
import dev.tensile.run.Delivered;
import dev.tensile.run.Ending;
import dev.tensile.run.Specimen;
import dev.tensile.specimen.Conduct;
import dev.tensile.specimen.Scenario;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultGatesTest {
    private static final Dose HALF = latency(Scope.REQUESTS, 0.5);

    private static Delivered counts(long connections, long itsTouched, long requests, long touched) {
        return new Delivered.Traffic(connections, itsTouched, requests, touched, 0, 0, 0, Delivered.Delays.NONE);
    }

    static List<Gate> gates(Verdict verdict, String id, int rung) {
        return verdict.gates().stream()
                .filter(gate -> gate.id().equals(id) && gate.rung() == rung)
                .toList();
    }

    private static void isInvalid(Scenario scenario, String gate, String why) {
        Verdict verdict = judge(scenario);
        assertEquals(Judgement.INVALID, verdict.judgement(), verdict.sentence());
        RungVerdict rung = verdict.rungs().get(0);
        assertEquals(Judgement.INVALID, rung.judgement());
        assertTrue(rung.findings().stream().allMatch(finding -> finding.ruling() == Ruling.INVALID));
        assertEquals(0, verdict.highestHeld());
        assertTrue(gates(verdict, gate, 1).stream().anyMatch(g -> g.status() == Gate.Status.FAILED));
        assertTrue(verdict.sentence().contains(why), verdict.sentence());
        assertTrue(rung.sentence().contains(why), rung.sentence());
    }

    private static void passes(Scenario scenario, String gate) {
        Verdict verdict = judge(scenario);
        List<Gate> own = gates(verdict, gate, 1);
        assertEquals(Judgement.HELD, verdict.judgement(), verdict.sentence());
        assertTrue(!own.isEmpty() && own.stream().allMatch(g -> g.status() == Gate.Status.PASSED), own.toString());
    }

    @Test
    void aRungWithoutTrafficIsInvalidAndSaysWhereToConnect() {
        isInvalid(
                Scenario.shop().rung(CALM).delivered(1, Delivered.Traffic.NOTHING),
                "dose",
                "no traffic on the link to payments while the fault was in force: does the service connect to"
                        + " 127.0.0.1:18082?");
    }

    @Test
    void aRungWhoseFaultTouchedNothingIsInvalid() {
        isInvalid(
                Scenario.shop().rung(CALM).delivered(1, counts(16, 0, 7000, 0)),
                "dose",
                "there was traffic on the link to payments, but the fault touched none of it)");
        isInvalid(
                Scenario.shop().rung(CALM).delivered(1, counts(16, 0, 0, 0)),
                "dose",
                "touched none of it: it is not HTTP/1.1; use `of connections`");
    }

    @Test
    void anHttpFaultOnWhatNobodyCanReadIsInvalid() {
        Dose status = new Dose(
                new LinkFault.Http(Specimen.PAYMENTS, HttpRoute.ANY, new HttpHarm.Status(503)),
                new BlastRadius(Scope.CONNECTIONS, Share.ALL),
                new Intensity.Full());
        isInvalid(
                Scenario.shop().doses(status).rung(CALM).delivered(1, counts(16, 0, 0, 0)),
                "dose",
                "touched none of it: no request of that sort was seen in unencrypted HTTP/1.x; into TLS a link cannot look");
    }

    @Test
    void aFaultOnADatabaseThatNobodyCanReadIsInvalid() {
        Dose readOnly = new Dose(
                new LinkFault.Database(Specimen.PAYMENTS, new DatabaseHarm.ReadOnly()),
                new BlastRadius(Scope.STATEMENTS, Share.ALL),
                new Intensity.Full());
        isInvalid(
                Scenario.shop().doses(readOnly).rung(CALM).delivered(1, counts(16, 0, 0, 0)),
                "dose",
                "touched none of it: no statements of that sort were seen; into TLS a link cannot look");
        Dose login = new Dose(
                new LinkFault.Database(Specimen.PAYMENTS, new DatabaseHarm.LoginFailure()),
                new BlastRadius(Scope.CONNECTIONS, Share.ALL),
                new Intensity.Full());
        isInvalid(
                Scenario.shop().doses(login).rung(CALM).delivered(1, counts(16, 0, 0, 0)),
                "dose",
                "a pool that has its connections opens no more");
    }

    @Test
    void aPortionThatStruckNothingIsInvalid() {
        Delivered.Harms none = new Delivered.Harms(100, 0, 0, 0, 0, 0, 0);
        Delivered spared = new Delivered.Traffic(16, 16, 0, 0, 0, 0, 0, Delivered.Delays.NONE, none);
        isInvalid(
                Scenario.shop().doses(latency(Scope.CONNECTIONS, 1)).rung(CALM).delivered(1, spared),
                "dose",
                "there was traffic on the link to payments, but the fault touched none of it");
    }

    @Test
    void aShareOfRequestsBeyondChanceIsInvalid() {
        isInvalid(
                Scenario.shop().rung(CALM).delivered(1, counts(16, 16, 7000, 1000)),
                "dose",
                "1000 of 7000 requests touched, asked 50 % of requests");
    }

    private static Delivered measured(double asked, double got) {
        return new Delivered.Measured("memory held", "bytes", asked, got, got, got, List.of());
    }

    @Test
    void whatWasMeasuredMustBeWhatWasAskedToWithinATwentieth() {
        passes(Scenario.shop().rung(CALM).delivered(1, measured(1e9, 0.96e9)), "dose");
        passes(Scenario.shop().rung(CALM).delivered(1, measured(1e9, 1.04e9)), "dose");
        isInvalid(
                Scenario.shop().rung(CALM).delivered(1, measured(1e9, 0.94e9)),
                "dose",
                "memory held: 940 MB, asked 1 GB; more than 5 % apart");
        isInvalid(Scenario.shop().rung(CALM).delivered(1, measured(0, 0)), "dose", "memory held: 0 B");
    }

    @Test
    void aShareWithinChanceIsDelivered() {
        passes(Scenario.shop().rung(CALM).delivered(1, counts(16, 16, 7000, 3600)), "dose");
        passes(
                Scenario.shop()
                        .doses(latency(Scope.CONNECTIONS, 0.25))
                        .rung(CALM)
                        .delivered(1, counts(4, 2, 7000, 0)),
                "dose");
    }

    private static Delivered.Coverage coverage(int matched, int covered, int coveredAtEnd) {
        return new Delivered.Coverage(
                "networkchaos x",
                matched,
                covered,
                matched,
                coveredAtEnd,
                List.of(),
                Duration.ZERO,
                Delivered.ClockGap.UNKNOWN,
                List.of(),
                "");
    }

    @Test
    void instancesThatWereAllShownToBeUnderTheFaultAreDelivered() {
        Scenario half = Scenario.shop().doses(latency(Scope.CONNECTIONS, 0.5)).rung(CALM);
        passes(half.delivered(1, coverage(4, 2, 2)), "dose");
        passes(half.delivered(1, coverage(3, 2, 2)), "dose");
    }

    @Test
    void fewerInstancesThanAskedAreInvalid() {
        Scenario all = Scenario.shop().doses(latency(Scope.CONNECTIONS, 1)).rung(CALM);
        isInvalid(
                all.delivered(1, coverage(4, 3, 3)),
                "dose",
                "3 of 4 instances of payments were shown to be under the fault");
        isInvalid(all.delivered(1, coverage(4, 0, 0)), "dose", "0 of 4 instances");
    }

    @Test
    void instancesThatWereLostOnTheWayMakeARungInvalid() {
        isInvalid(
                Scenario.shop().doses(latency(Scope.CONNECTIONS, 1)).rung(CALM).delivered(1, coverage(2, 2, 1)),
                "dose",
                "2 instances of payments were under the fault, but only 1 still at the end of the hold");
    }

    @Test
    void whatIsDoneOnceNeedNotLast() {
        Program checkout = new Program("checkout", List.of(), SourceRef.NONE);
        Dose kill = new Dose(
                new ProgramFault.Kill(checkout, Duration.ZERO), BlastRadius.instances(1), new Intensity.Full());
        passes(Scenario.shop().doses(kill).rung(CALM).delivered(1, coverage(2, 1, 0)), "dose");
    }

    @Test
    void allMeansAll() {
        Scenario connections = Scenario.shop().doses(latency(Scope.CONNECTIONS, 1));
        isInvalid(
                connections.rung(CALM).delivered(1, counts(200, 190, 0, 0)),
                "dose",
                "190 of 200 connections touched, asked all connections");
        passes(connections.delivered(1, counts(200, 200, 0, 0)), "dose");
    }

    @Test
    void refusedConnectionsAreTrafficThatWasTouched() {
        Dose refuse = new Dose(
                new LinkFault.Refuse(Specimen.PAYMENTS),
                new BlastRadius(Scope.CONNECTIONS, Share.ALL),
                new Intensity.Full());
        Delivered refused = new Delivered.Traffic(0, 0, 0, 0, 0, 900, 0, Delivered.Delays.NONE);
        passes(Scenario.shop().doses(refuse).rung(CALM).delivered(1, refused), "dose");
    }

    @Test
    void everyDoseOfARungMustBeDelivered() {
        Scenario both =
                Scenario.shop().doses(latency(Scope.CONNECTIONS, 1), HALF).rung(CALM);
        passes(both, "dose");
        isInvalid(both.delivered(1, counts(20, 20, 0, 0), Delivered.Traffic.NOTHING), "dose", "no traffic on the link");
    }

    @Test
    void aDoseThatWasNeverTakenBackIsUnknownAndTheOthersAreHeldAgainstTheirOwnShare() {
        Verdict verdict = judge(Scenario.shop()
                .doses(latency(Scope.CONNECTIONS, 1), latency(Scope.REQUESTS, 0.25))
                .rung(CALM.withInside(0.25).cutAfter(20))
                .delivered(1, counts(20, 20, 4000, 1000))
                .ending(Ending.CRASHED, ""));
        List<Gate.Status> doses =
                gates(verdict, "dose", 1).stream().map(Gate::status).toList();
        assertEquals(List.of(Gate.Status.NOT_APPLICABLE, Gate.Status.PASSED), doses);
        assertTrue(gates(verdict, "dose", 1).get(1).detail().contains("asked 25 % of requests"));
    }

    @Test
    void aDoseOfWhichNobodyKnowsWhatItDidIsInvalidIfTheRunWentOn() {
        isInvalid(Scenario.shop().rung(CALM).revertingFails(1), "dose", "taking it back failed");
    }

    @Test
    void aRungThatIsInvalidDoesNotSpoilTheOneBefore() {
        Verdict verdict = judge(Scenario.shop().rung(CALM).rung(CALM).delivered(2, Delivered.Traffic.NOTHING));
        assertEquals(Judgement.HELD, verdict.rungs().get(0).judgement());
        assertEquals(Judgement.INVALID, verdict.judgement());
        assertEquals(1, verdict.highestHeld());
        assertTrue(verdict.sentence().contains("(rung 2; no traffic"), verdict.sentence());
    }

    @Test
    void cohortsThatDoNotSplitAsAskedAreInvalid() {
        isInvalid(Scenario.shop().rung(CALM.withInside(0.55)), "G4", "of 7000 requests inside the radius, asked 50 %");
        passes(Scenario.shop().rung(CALM), "G4");
    }

    @Test
    void aRadiusOfEverythingHasNoControl() {
        Dose all = latency(Scope.REQUESTS, 1);
        Conduct inside = CALM.withInside(1);
        passes(Scenario.shop().doses(all).rung(inside), "G4");
        isInvalid(Scenario.shop().doses(all).rung(inside.withInside(0.9995)), "G4", "asked 100 %");
    }

    @Test
    void aShareOfConnectionsHasNoCohorts() {
        Verdict verdict =
                judge(Scenario.shop().doses(latency(Scope.CONNECTIONS, 0.5)).rung(CALM));
        assertEquals(Gate.Status.NOT_APPLICABLE, gates(verdict, "G4", 1).get(0).status());
        assertEquals(Judgement.HELD, verdict.judgement());
    }

    @Test
    void cohortsAreThoseOfTheLastDose() {
        Scenario two = Scenario.shop().doses(latency(Scope.REQUESTS, 0.25), HALF);
        passes(two.rung(CALM.withInside(0.5)), "G4");
    }
}

package dev.tensile.verdict;

import static dev.tensile.specimen.Conduct.CALM;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.run.Delivered;
import dev.tensile.run.Ending;
import dev.tensile.specimen.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens, what is said is a sentence: no raw numbers of Java, no holes, and a unit with each number. */
class SentencesTest {
    private static final Pattern RAW = Pattern.compile("NaN|null|Infinity|\\d[eE]-?\\d|Optional|\\[|]");
    private static final Pattern HOLE = Pattern.compile("\\(\\)|\\( | \\)|: \\.|  |\\.\\.| ,|^ | $|^$");

    /** A measured number, and what must follow it. */
    private static final Pattern MEASURED =
            Pattern.compile("(?:was|by|CI|to|within|of|than) ([−+×]?)(\\d[\\d.]*)( ms| s| %| points)?");

    private static Scenario all() {
        return Scenario.of(
                Scenario.p95Below(100),
                Scenario.p95Within(0.5),
                Scenario.errorsBelow(1),
                Scenario.rise(Scenario.ERRORS, 1),
                Scenario.rise(Scenario.DEGRADED, 5));
    }

    static Stream<Arguments> stories() {
        return Stream.of(
                Arguments.of("held", all().rung(CALM)),
                Arguments.of("degraded", all().rung(CALM.withMedian(75).withDegraded(0.1))),
                Arguments.of("open", all().rung(CALM.withMedian(55.5).withFailing(0.011))),
                Arguments.of("all failed", all().rung(CALM.withFailing(1))),
                Arguments.of("failing around p95", all().rung(CALM.withFailing(0.048))),
                Arguments.of(
                        "failing always", all().baseline(CALM.withFailing(0.5)).rung(CALM.withFailing(0.5))),
                Arguments.of("no traffic", all().rung(CALM).delivered(1, Delivered.Traffic.NOTHING)),
                Arguments.of(
                        "guard", all().rung(CALM.withFailing(0.3).cutAfter(12)).tripped(0)),
                Arguments.of(
                        "hard stop", all().rung(CALM.withFailing(1).cutAfter(3)).tripped(-1)),
                Arguments.of("lost", all().rung(CALM).lost(7)),
                Arguments.of("too short", all().hold(12).rung(CALM)),
                Arguments.of("stopped at once", all().rung(CALM.cutAfter(1)).ending(Ending.STOPPED, "Ctrl-C")),
                Arguments.of("killed", all().rung(CALM).rung(CALM.cutAfter(9)).ending(Ending.CRASHED, "")),
                Arguments.of("failed", all().rung(CALM.cutAfter(9)).ending(Ending.FAILED, "the engine died")),
                Arguments.of("not steady", all().ending(Ending.NOT_STEADY, "shopping p95 is 1.9 s")),
                Arguments.of("gone", all().rung(CALM).ending(Ending.DID_NOT_COME_BACK, "shopping p95 is 1.2 s")),
                Arguments.of("no rung", all()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void areWordsWithUnits(String name, Scenario scenario) {
        Verdict verdict = JudgeTest.judge(scenario);
        List<String> sentences = new ArrayList<>(List.of(verdict.sentence()));
        for (RungVerdict rung : verdict.rungs()) {
            sentences.add(rung.sentence());
            rung.findings().forEach(finding -> sentences.add(finding.sentence()));
        }
        for (String sentence : sentences) {
            assertTrue(sentence.endsWith("."), name + ": " + sentence);
            isClean(sentence);
        }
        verdict.gates().forEach(gate -> isClean(gate.detail()));
        verdict.rungs().forEach(rung -> rung.findings().forEach(finding -> hasUnits(finding.sentence())));
    }

    private static void isClean(String text) {
        assertFalse(RAW.matcher(text).find(), text);
        assertFalse(HOLE.matcher(text).find(), text);
    }

    private static void hasUnits(String sentence) {
        MEASURED.matcher(sentence)
                .results()
                .forEach(number -> assertTrue(
                        number.group(1).equals("×") || number.group(3) != null,
                        "\"" + number.group() + "\" in: " + sentence));
    }
}

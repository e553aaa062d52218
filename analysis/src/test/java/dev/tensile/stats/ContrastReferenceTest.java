package dev.tensile.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tensile.stats.MoreSeconds.Advice;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle is an independent Python (NumPy, SciPy 1.x) implementation of the same formulas on the same data. */
class ContrastReferenceTest {
    private static Contrast ratio(double p) {
        return Contrast.ratioOfQuantiles(Portable.STAGE, Portable.BASELINE, p);
    }

    /** 100 requests a second; the reference fails in slow waves (d = 6.13), the target evenly (d = 1). */
    private static Contrast difference() {
        long[] reference = new long[120];
        for (int t = 0; t < reference.length; t++) {
            reference[t] = 1 + 2L * (t / 20 % 2);
        }
        long[] target = new long[60];
        for (int t = 0; t < target.length; t++) {
            target[t] = 4L + t % 4;
        }
        return Contrast.differenceOfProportions(
                ProportionEstimate.of(target, constant(60, 100)), ProportionEstimate.of(reference, constant(120, 100)));
    }

    private static long[] constant(int seconds, long each) {
        long[] series = new long[seconds];
        Arrays.fill(series, each);
        return series;
    }

    @ParameterizedTest
    @CsvSource({
        "0.50, 0.025, 1.2934543756010406, 1.2256378493059952, 1.3915289030311104",
        "0.95, 0.025, 1.2977043090506506, 1.0495818612891075, 1.748167280124522",
        "0.99, 0.025, 1.195036929073952, 0.5918291310720252, 2.0257309537381887",
        "0.50, 0.05, 1.2934543756010406, 1.2450607723565559, 1.3691363701144492",
        "0.95, 0.05, 1.2977043090506506, 1.086321293104194, 1.6035887340269501",
        "0.99, 0.05, 1.195036929073952, 0.6498264065399623, 1.8666224707084058",
        "0.50, 0.001, 1.2934543756010406, 1.1454533246805336, 1.4978303980982455",
        "0.95, 0.001, 1.2977043090506506, 0.7064467669332545, 3.5792062156053173",
        "0.99, 0.001, 1.195036929073952, 0.2872368708973762, Infinity"
    })
    void quantileRatioAndItsLimitsAgree(double p, double tail, double ratio, double lower, double upper) {
        ContrastInterval interval = ratio(p).interval(tail);
        assertEquals(ratio, interval.estimate(), 1e-10);
        assertEquals(lower, interval.lower(), 1e-10);
        assertEquals(upper, interval.upper(), 1e-10);
    }

    @ParameterizedTest
    @CsvSource({
        "0.50, AT_LEAST, 1.0, 1.844528311728722e-05",
        "0.50, AT_LEAST, 1.25, 0.061500770272957195",
        "0.50, AT_MOST, 1.5, 0.0009442502181558555",
        "0.95, AT_LEAST, 1.0, 0.01350538846743293",
        "0.95, AT_LEAST, 1.25, 0.30245317624736634",
        "0.95, AT_MOST, 2.0, 0.009751232621579377",
        "0.99, AT_LEAST, 1.1, 0.4782178643262953",
        "0.99, AT_LEAST, 1.25, 1",
        "0.99, AT_MOST, 1.5, 0.21812938280054578"
    })
    void pValuesForAMarginAgree(double p, Claim claim, double margin, double expected) {
        assertEquals(expected, ratio(p).pValue(claim, margin), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({
        "0.50, 0.05385504817612393, 0.022009394474477546, 1, 1.0750239490684554",
        "0.95, 0.2122049297725048, 0.07155304746405063, 1, 1.3129932962614377",
        "0.99, 0.7027144036024155, 0.28718419230083647, 1.25, 3.254167252160301"
    })
    void smallestDetectableRatioAgrees(double p, double halfWidth, double error, double allowance, double change) {
        DetectableChange detectable = ratio(p).detectableChange();
        assertEquals(halfWidth, detectable.halfWidth(), 1e-10);
        assertEquals(error, detectable.standardError(), 1e-10);
        assertEquals(allowance, detectable.allowance());
        assertEquals(change, detectable.change(), 1e-10);
    }

    @ParameterizedTest
    @CsvSource({
        "0.95, 1.25, BEYOND_MARGIN, 0",
        "0.95, 1.5, LENGTHEN_TARGET, 713",
        "0.99, 1.25, LENGTHEN_REFERENCE, 8733",
        "0.99, 1.5, LENGTHEN_REFERENCE, 342",
        "0.99, 2.0, LENGTHEN_TARGET, 45",
        "0.99, 3.0, LENGTHEN_TARGET, 0"
    })
    void secondsStillNeededAgree(double p, double margin, Advice advice, long seconds) {
        assertEquals(new MoreSeconds(advice, seconds), ratio(p).toShowAtMost(margin));
    }

    @ParameterizedTest
    @CsvSource({
        "0.025, 1256.379554150946, 254.9030432991947, 0.011152451274118388, 0.07073849825042677",
        "0.05, 1403.1033172010114, 284.67138329024664, 0.015335641558699844, 0.062221789470417746"
    })
    void differenceOfProportionsAgrees(double tail, double reference, double target, double lower, double upper) {
        ContrastInterval interval = difference().interval(tail);
        assertEquals(0.035, interval.estimate(), 1e-15);
        assertEquals(lower, interval.lower(), 1e-11);
        assertEquals(upper, interval.upper(), 1e-11);
        assertEquals(reference, ((ProportionInterval) interval.reference()).effectiveN(), 1e-7);
        assertEquals(target, ((ProportionInterval) interval.target()).effectiveN(), 1e-7);
    }

    @Test
    void theTargetBorrowsTheReferencesOverDispersionScaledToItsOwnProportion() {
        ContrastInterval interval = difference().interval(Interval.TAIL_95);
        ProportionInterval target = (ProportionInterval) interval.target();
        assertEquals(1, target.ownDesignEffect().value());
        assertEquals(15.10204510752354, target.designEffect().value(), 1e-10);
        assertEquals(6, target.designEffect().nu());
        assertEquals(0.04886477165992771, difference().detectableChange().change(), 1e-11);
    }
}

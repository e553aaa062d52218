package dev.tensile.report;

import dev.tensile.mechanism.Grade;
import dev.tensile.run.Ending;
import dev.tensile.run.Outcome;
import dev.tensile.run.Phase;
import dev.tensile.run.Restoration;
import dev.tensile.verdict.Gate;
import dev.tensile.verdict.Judgement;
import dev.tensile.verdict.Ruling;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How the house says things, once for all reports. */
final class Words {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Words() {}

    static String date(Instant instant) {
        return DATE.format(instant);
    }

    static String time(Instant start, long nanos) {
        return TIME.format(start.plusNanos(nanos));
    }

    /** To whole seconds, or finer below ten, and to milliseconds below a tenth. */
    static String duration(double seconds) {
        if (Double.isNaN(seconds)) {
            return "–";
        }
        long digit = seconds < 0.1 ? 1 : seconds < 10 ? 100 : 1000;
        return dev.tensile.experiment.Quantities.text(Duration.ofMillis(Math.round(seconds * 1000 / digit) * digit));
    }

    static String mark(Judgement judgement) {
        return switch (judgement) {
            case HELD -> "✓";
            case INCONCLUSIVE -> "?";
            case INVALID -> "!";
            case NOT_STEADY -> "–";
            case REFUTED -> "✗";
            case ABORTED -> "■";
        };
    }

    static String word(Judgement judgement) {
        return judgement.name().replace('_', ' ');
    }

    static String said(Ruling ruling) {
        return switch (ruling) {
            case RESILIENT -> "✓ held";
            case NOT_HARMFUL -> "? open, harm excluded";
            case INCONCLUSIVE -> "? inconclusive";
            case NOT_ESTIMABLE -> "? no estimate";
            case INVALID -> "! invalid";
            case DEGRADED -> "✗ degraded";
            case DEGRADED_UNRESOLVED -> "✗ degraded, extent open";
            case HARMFUL -> "✗ harmful";
            case HARMFUL_ABORTED -> "■ harmful, aborted";
            case HARD_STOP -> "■ hard stop";
        };
    }

    static String word(Grade grade) {
        return grade.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String said(Grade grade) {
        String mark = switch (grade.standing()) {
            case SHOWN -> "✓";
            case OPEN -> "?";
            case NOT_EXERCISED, NOT_OBSERVED -> "–";
            case REFUTED -> "✗";
        };
        return mark + " " + word(grade);
    }

    static String phase(Phase phase) {
        return switch (phase.kind()) {
            case WARM_UP -> "warm-up";
            case BASELINE -> "baseline";
            case HOLD -> "rung " + phase.rung();
            case COOL_DOWN -> "cool-down " + phase.rung();
            case RECOVERY -> "recovery";
        };
    }

    static String outcome(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    static String restoration(Restoration restoration) {
        return switch (restoration) {
            case VERIFIED -> "✓ verified clean";
            case NOTHING_TO_RESTORE -> "– nothing to restore";
            case RESIDUE -> "✗ residue";
        };
    }

    static String gate(Gate.Status status) {
        return switch (status) {
            case PASSED -> "✓ passed";
            case FAILED -> "✗ failed";
            case NOT_APPLICABLE -> "– not applicable";
        };
    }

    static String ending(Ending ending) {
        return switch (ending) {
            case COMPLETED -> "every step was done";
            case GUARD_ABORTED -> "a guardrail ended it";
            case STOPPED -> "the operator stopped it";
            case NOT_STEADY -> "not in steady state, nothing was injected";
            case DID_NOT_COME_BACK -> "the system did not come back after a rung";
            case RUNG_REFUTED -> "a rung broke the hypothesis, the ladder went no further";
            case RUNG_UNSHOWN -> "a rung could not be shown to hold, the ladder went no further";
            case NOT_DELIVERED -> "a fault could not be shown to be in force, the ladder went no further";
            case FAILED -> "Tensile or its engine failed";
            case CRASHED -> "the record has no last word: the process was killed";
        };
    }
}

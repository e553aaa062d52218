package dev.tensile.cli;

import dev.tensile.engine.GuardWatch;
import dev.tensile.engine.LiveTick;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Quantities;
import dev.tensile.run.Phase;
import dev.tensile.verdict.Words;
import java.time.Duration;
import java.util.Locale;

/** The words of progress, the same in a block and in lines. */
final class LiveText {
    private static final int BAR = 20;

    private LiveText() {}

    static String phase(Plan plan, Phase.Kind kind, int rung) {
        int rungs = plan.experiment().ladder().rungs().size();
        return switch (kind) {
            case WARM_UP -> "warm-up";
            case BASELINE -> "baseline";
            case HOLD -> "rung " + rung + " of " + rungs + ": " + plan.rung(rung);
            case COOL_DOWN -> "rung " + rung + " of " + rungs + ": cool-down";
            case RECOVERY -> "recovery";
        };
    }

    static String left(Duration left) {
        return Quantities.text(Duration.ofSeconds(Math.round(left.toMillis() / 1000.0))) + " left";
    }

    static String tick(LiveTick tick) {
        return String.format(
                Locale.ROOT,
                "%s  %.0f/s  p50 %s  p95 %s  p99 %s  errors %s  degraded %s",
                tick.load(),
                tick.seconds() > 0 ? tick.total() / tick.seconds() : 0.0,
                Words.seconds(tick.quantile(0.5)),
                Words.seconds(tick.quantile(0.95)),
                Words.seconds(tick.quantile(0.99)),
                Words.percent(tick.errorRate()),
                Words.percent(tick.degradedRate()));
    }

    static String guard(GuardWatch.Distance guard) {
        return bar(guard.evidence()) + "  " + guard.guardrail() + ": " + Words.percent(guard.share()) + " of "
                + Words.percent(guard.limit());
    }

    /** How full from 0 to 1. */
    static String bar(double share) {
        int full = (int) Math.round(Math.max(0, Math.min(1, share)) * BAR);
        return "█".repeat(full) + "░".repeat(BAR - full);
    }
}

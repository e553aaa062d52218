package dev.tensile.cli;

import dev.tensile.mechanism.Scorecard;
import dev.tensile.verdict.Gate;
import dev.tensile.verdict.RungVerdict;
import dev.tensile.verdict.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A verdict on a terminal. */
final class VerdictText {
    private static final int WIDTH = 96;

    private final Console console;

    VerdictText(Console console) {
        this.console = console;
    }

    void print(Verdict verdict, Path report) {
        console.say("");
        console.say(colour(verdict) + "  " + wrap(verdict.sentence()));
        for (RungVerdict rung : verdict.rungs()) {
            console.say("  rung " + rung.rung() + "  "
                    + String.format(
                            Locale.ROOT, "%-12s", rung.judgement().name().toLowerCase(Locale.ROOT)) + "  "
                    + console.dim(wrap(rung.sentence())));
        }
        for (Scorecard card : verdict.mechanisms()) {
            console.say("  " + card.label() + "  "
                    + card.grade().name().toLowerCase(Locale.ROOT).replace('_', ' ') + "  "
                    + console.dim(wrap(card.sentence())));
        }
        for (Gate gate : verdict.gates()) {
            if (gate.status() == Gate.Status.FAILED) {
                console.say("  gate " + gate.id() + " failed: " + gate.title() + " (" + gate.detail() + ")");
            }
        }
        console.say("  restored: "
                + switch (verdict.restoration()) {
                    case VERIFIED -> "yes, verified";
                    case NOTHING_TO_RESTORE -> "nothing was injected";
                    case RESIDUE -> console.bad("NO: run `tensile recover`");
                });
        console.say("  report:   " + report);
    }

    private String colour(Verdict verdict) {
        String word = verdict.judgement().name().replace('_', ' ');
        return switch (verdict.judgement()) {
            case HELD -> console.good(word);
            case REFUTED, ABORTED -> console.bad(word);
            default -> console.doubtful(word);
        };
    }

    /** Breaks a long sentence at spaces, with an indent. */
    private static String wrap(String sentence) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : sentence.split(" ")) {
            if (line.length() + word.length() > WIDTH) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
            line.append(word).append(' ');
        }
        lines.add(line.toString().stripTrailing());
        return String.join("\n    ", lines);
    }
}

package dev.tensile.report;

import dev.tensile.verdict.Judgement;
import java.util.Locale;

/** How something is meant; told by colour, and always by words or a mark too. */
public enum Tone {
    GOOD,
    BAD,
    /** Neither shown. */
    OPEN,
    PLAIN;

    static Tone of(Judgement judgement) {
        return switch (judgement) {
            case HELD -> GOOD;
            case REFUTED, ABORTED -> BAD;
            default -> OPEN;
        };
    }

    String css() {
        return name().toLowerCase(Locale.ROOT);
    }
}

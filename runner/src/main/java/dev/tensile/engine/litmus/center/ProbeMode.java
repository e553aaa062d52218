package dev.tensile.engine.litmus.center;

import java.util.Arrays;
import java.util.List;

/** When a probe looks. */
public enum ProbeMode {
    START_OF_TEST("SOT"),
    END_OF_TEST("EOT"),
    START_AND_END("Edge"),
    CONTINUOUS("Continuous"),
    WHILE_INJECTED("OnChaos");

    private final String word;

    ProbeMode(String word) {
        this.word = word;
    }

    /** As Litmus writes it. */
    public String word() {
        return word;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(ProbeMode::word).toList();
    }
}

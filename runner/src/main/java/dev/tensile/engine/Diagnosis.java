package dev.tensile.engine;

import java.util.List;

/**
 * What an engine found when it looked around. Nothing was changed.
 *
 * @param attachment something to apply or to read, such as a role; empty if there is nothing
 */
public record Diagnosis(List<Finding> findings, String attachment) {
    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** Whether something is missing. */
    public boolean isWell() {
        return findings.stream().noneMatch(finding -> finding.state() == State.MISSING);
    }

    /** One thing that was looked at. */
    public record Finding(State state, String what, String detail) {}

    /** How it is. */
    public enum State {
        THERE,
        MISSING,
        /** It could not be looked at. */
        UNKNOWN
    }
}

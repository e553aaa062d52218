package dev.tensile.engine.litmus.center;

import dev.tensile.engine.EngineException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A rule that a manifest does not keep to.
 *
 * @param where in the manifest, such as {@code template pod-delete}
 * @param found what is there instead
 */
public record ManifestFinding(ManifestRule rule, String where, String found) {
    @Override
    public String toString() {
        return where + ": " + rule.sentence() + " (" + rule.id() + "); found " + found;
    }

    public static EngineException refusal(String experiment, List<ManifestFinding> findings) {
        return new EngineException(
                EngineException.Category.ENVIRONMENT,
                "cannot save the experiment \"" + experiment + "\", for its manifest would be refused or do harm: "
                        + findings.stream().map(ManifestFinding::toString).collect(Collectors.joining("; ")),
                findings.stream()
                        .map(finding -> finding.rule().mend())
                        .distinct()
                        .collect(Collectors.joining("; ")),
                null);
    }
}

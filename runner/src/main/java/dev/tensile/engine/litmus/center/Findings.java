package dev.tensile.engine.litmus.center;

import java.util.ArrayList;
import java.util.List;

/** Collects what is found in a manifest. */
final class Findings {
    private final List<ManifestFinding> found = new ArrayList<>();

    void add(ManifestRule rule, String where, String what) {
        found.add(new ManifestFinding(rule, where, what.isBlank() ? "nothing" : what));
    }

    void unless(boolean kept, ManifestRule rule, String where, String what) {
        if (!kept) {
            add(rule, where, what);
        }
    }

    List<ManifestFinding> all() {
        return List.copyOf(found);
    }
}

package dev.tensile.verdict;

import java.util.ArrayList;
import java.util.List;

/** Gates as they are found. */
final class GateList {
    private final List<Gate> gates = new ArrayList<>();

    void check(String id, String title, int rung, boolean passed, String detail) {
        gates.add(new Gate(id, title, rung, passed ? Gate.Status.PASSED : Gate.Status.FAILED, detail));
    }

    void notApplicable(String id, String title, int rung, String why) {
        gates.add(new Gate(id, title, rung, Gate.Status.NOT_APPLICABLE, why));
    }

    List<Gate> toList() {
        return List.copyOf(gates);
    }
}

package dev.tensile.report;

import dev.tensile.report.Block.Cell;
import dev.tensile.verdict.Gate;
import java.util.List;
import java.util.Optional;

/** The conditions without which a verdict means nothing. */
final class GateSection {
    private GateSection() {}

    static Optional<Block.Section> of(Evidence evidence) {
        List<Gate> gates = evidence.verdict().gates();
        if (gates.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Block.Section(
                "validity",
                "Validity",
                List.of(new Block.Table(
                        "Conditions without which the verdict means nothing",
                        List.of(
                                Tables.left("Condition"),
                                Tables.brief("Where"),
                                Tables.brief("Answer"),
                                Tables.left("Seen")),
                        gates.stream().map(GateSection::row).toList()))));
    }

    private static List<Cell> row(Gate gate) {
        Tone tone = gate.status() == Gate.Status.FAILED ? Tone.BAD : Tone.PLAIN;
        return List.of(
                Cell.of(gate.title()),
                Cell.of(gate.rung() == 0 ? "whole run" : "rung " + gate.rung()),
                new Cell(Words.gate(gate.status()), tone),
                Cell.of(gate.detail()));
    }
}

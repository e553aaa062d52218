package dev.tensile.report;

import dev.tensile.report.Block.Align;
import dev.tensile.report.Block.Cell;
import dev.tensile.report.Block.Column;
import dev.tensile.run.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** How to get the same run again. */
final class ReproduceSection {
    private ReproduceSection() {}

    static Block.Section of(Evidence evidence) {
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(Tables.row("Run", evidence.run().id()));
        rows.add(Tables.row("Plan digest", evidence.run().planDigest()));
        rows.add(Tables.row("Script", evidence.plan().script()));
        rows.add(Tables.row("Script digest", evidence.plan().scriptDigest()));
        rows.add(Tables.row("Seed", Long.toString(evidence.plan().seed())));
        rows.add(Tables.row("Engine", evidence.plan().engine()));
        evidence.experiment()
                .parameters()
                .forEach(parameter -> rows.add(Tables.row(
                        "Parameter " + parameter.name(),
                        parameter.value() + " (default " + parameter.defaultValue() + ")")));
        evidence.run()
                .first(Event.Started.class)
                .ifPresent(started -> new TreeMap<>(started.host())
                        .forEach((name, value) -> rows.add(Tables.row("Host: " + name, value))));
        return new Block.Section(
                "reproduce",
                "How to reproduce",
                List.of(
                        new Block.Prose("The same seed gives the same arrivals, request mix, blast radius and jitter."),
                        new Block.Code(evidence.retest()),
                        new Block.Table(
                                "What this run was",
                                List.of(Tables.brief("What"), new Column("Value", Align.DIGEST)),
                                rows)));
    }
}

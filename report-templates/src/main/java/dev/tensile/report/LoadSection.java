package dev.tensile.report;

import dev.tensile.chart.Numerals;
import dev.tensile.experiment.Load;
import dev.tensile.experiment.Quantities;
import dev.tensile.report.Block.Cell;
import dev.tensile.run.Event;
import dev.tensile.run.Phase;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was asked of the load generator, and what it did. */
final class LoadSection {
    private LoadSection() {}

    static Optional<Block.Section> of(Evidence evidence) {
        if (evidence.counts().phases().isEmpty()) {
            return Optional.empty();
        }
        double asked = evidence.experiment().loads().stream()
                .mapToDouble(load -> load.rate().perSecond())
                .sum();
        String loads =
                evidence.experiment().loads().stream().map(LoadSection::asked).collect(Collectors.joining(" "));
        return Optional.of(new Block.Section(
                "load",
                "Load, asked and achieved",
                List.of(
                        new Block.Prose(loads + " Requests start when they are due, however slow the answers are;"
                                + " lateness is how long after that they were really sent."),
                        new Block.Table(
                                "Requests by phase",
                                List.of(
                                        Tables.brief("Phase"),
                                        Tables.number("Length"),
                                        Tables.number("Requests"),
                                        Tables.number("Asked per second"),
                                        Tables.number("Achieved per second"),
                                        Tables.number("Lateness, p99"),
                                        Tables.number("Host CPU busy, most")),
                                evidence.counts().phases().stream()
                                        .map(counted -> row(evidence, counted, asked))
                                        .toList()))));
    }

    private static String asked(Load load) {
        return "**" + Text.markdown(load.name()) + "**: " + load.rate() + " on "
                + Text.markdown(load.on().name()) + ", timeout " + Quantities.text(load.timeout()) + ".";
    }

    private static List<Cell> row(Evidence evidence, PhaseCounts.Counted counted, double asked) {
        Phase phase = counted.phase();
        String busy = evidence.run().of(Event.HostLoad.class).stream()
                .filter(event -> event.atNanos() > phase.startNanos() && event.atNanos() <= phase.endNanos())
                .map(Event.HostLoad::cpuBusy)
                .max(Double::compare)
                .map(Numerals::percent)
                .orElse("–");
        return Tables.row(
                Words.phase(phase),
                Words.duration(phase.seconds()),
                Numerals.count(counted.requests()),
                Quantities.number(asked),
                phase.seconds() <= 0
                        ? "–"
                        : Quantities.number(Math.round(counted.requests() / phase.seconds() * 10) / 10.0),
                Tables.latency(counted.lagP99()),
                busy);
    }
}

package dev.tensile.report;

import dev.tensile.chart.Numerals;
import dev.tensile.report.Block.Cell;
import dev.tensile.run.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Each endpoint before and under fault. */
final class EndpointSection {
    private EndpointSection() {}

    static Optional<Block.Section> of(Evidence evidence) {
        if (evidence.run().samples().size() == 0) {
            return Optional.empty();
        }
        List<List<Cell>> rows = new ArrayList<>();
        int endpoints = dev.tensile.run.Endpoints.of(evidence.plan()).list().size();
        for (int endpoint = 0; endpoint < endpoints; endpoint++) {
            for (PhaseCounts.Counted counted : evidence.counts().phases()) {
                PhaseCounts.Endpoint seen = counted.endpoints().get(endpoint);
                boolean wanted = counted.phase().kind() == Phase.Kind.BASELINE
                        || counted.phase().kind() == Phase.Kind.HOLD;
                if (seen != null && wanted) {
                    rows.add(row(evidence, endpoint, counted.phase(), seen));
                }
            }
        }
        return Optional.of(new Block.Section(
                "endpoints",
                "Endpoints",
                List.of(
                        new Block.Prose("Descriptive: whole phases, without intervals. The verdict rests on the"
                                + " expectations above."),
                        new Block.Table(
                                "Latency and failures of each endpoint",
                                List.of(
                                        Tables.left("Endpoint"),
                                        Tables.brief("Phase"),
                                        Tables.number("Requests"),
                                        Tables.number("p50"),
                                        Tables.number("p95"),
                                        Tables.number("p99"),
                                        Tables.number("Failed"),
                                        Tables.number("Degraded")),
                                rows))));
    }

    private static List<Cell> row(Evidence evidence, int endpoint, Phase phase, PhaseCounts.Endpoint seen) {
        return Tables.row(
                PhaseCounts.label(evidence.run(), endpoint),
                Words.phase(phase),
                Numerals.count(seen.requests()),
                Tables.latency(seen.quantile(0.5)),
                Tables.latency(seen.quantile(0.95)),
                Tables.latency(seen.quantile(0.99)),
                Tables.share(seen.failed(), seen.requests()),
                Tables.share(seen.degraded(), seen.requests()));
    }
}

package dev.tensile.report;

import dev.tensile.chart.Numerals;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Scope;
import dev.tensile.report.Block.Cell;
import dev.tensile.report.Block.Column;
import dev.tensile.run.Delivered;
import dev.tensile.run.Event;
import dev.tensile.run.Restoration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Proof of fault: what each dose was asked to do, and what it did. One column per dose. */
final class FaultSection {
    private FaultSection() {}

    private record Given(Event.Injecting event, Dose dose, Optional<Delivered> delivered) {
        boolean is(Class<? extends Delivered> kind) {
            return delivered.filter(kind::isInstance).isPresent();
        }

        Optional<Delivered.Traffic> traffic() {
            return delivered.filter(Delivered.Traffic.class::isInstance).map(Delivered.Traffic.class::cast);
        }
    }

    static Optional<Block.Section> of(Evidence evidence) {
        List<Given> doses = evidence.run().injections().stream()
                .map(event -> given(evidence, event))
                .toList();
        if (doses.isEmpty()) {
            return Optional.empty();
        }
        List<Column> columns = new ArrayList<>(List.of(Tables.left("")));
        doses.forEach(given -> columns.add(Tables.left("rung " + given.event.rung()
                + (evidence.plan().rung(given.event.rung()).doses().size() > 1
                        ? ", fault " + (given.event.dose() + 1)
                        : ""))));
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(line("Asked", doses, (given, none) -> given.dose.toString()));
        boolean counted = doses.stream().anyMatch(given -> given.is(Delivered.Traffic.class));
        boolean reported = doses.stream().anyMatch(given -> given.is(Delivered.Coverage.class));
        boolean measured = doses.stream().anyMatch(given -> given.is(Delivered.Measured.class));
        if (counted || !(reported || measured)) {
            traffic(rows, doses);
        }
        if (measured) {
            MeasuredRows.add(rows, doses.stream().map(given -> given.delivered).toList());
        }
        if (reported) {
            CoverageRows.add(
                    rows,
                    doses.stream().map(given -> given.delivered).toList(),
                    evidence.run().startedAt());
        }
        rows.add(line("After the revert", doses, (given, none) -> verified(evidence, given.event.rung())));
        return Optional.of(new Block.Section(
                "fault",
                "Proof of fault",
                List.of(
                        new Block.Prose(source(reported, measured && !counted)),
                        new Block.Table("Asked and delivered", columns, rows))));
    }

    private static String source(boolean reported, boolean measured) {
        if (measured) {
            return "Measured on this machine, look by look, between injection and revert.";
        }
        return reported
                ? "Told by the cluster's controllers, instance by instance, by the cluster's clock; what passes between the"
                        + " instances is not seen there."
                : "Counted where the fault acts, between injection and revert; what was held back at the revert was let go"
                        + " at once.";
    }

    private static void traffic(List<List<Cell>> rows, List<Given> doses) {
        add(rows, doses, "Connections touched", d -> d.connectionsTouched() + " of " + d.connectionsSeen());
        add(
                rows,
                doses,
                "Requests touched",
                d -> Numerals.count(d.requestsTouched()) + " of " + Numerals.count(d.requestsSeen()));
        rows.add(line("Share touched", doses, FaultSection::share));
        add(rows, doses, "Added delay, median", d -> delay(d, d.delays().p50Nanos()));
        add(rows, doses, "Added delay, p99", d -> delay(d, d.delays().p99Nanos()));
        add(
                rows,
                doses,
                "Added delay, least and most",
                d -> d.delays().count() == 0
                        ? "–"
                        : delay(d, d.delays().minNanos()) + " to "
                                + delay(d, d.delays().maxNanos()));
        add(rows, doses, "Resets", d -> Numerals.count(d.resets()));
        add(rows, doses, "Refusals", d -> Numerals.count(d.refusals()));
        add(rows, doses, "Bytes swallowed", d -> Numerals.count(d.swallowedBytes()));
        HarmRows.add(rows, doses.stream().map(Given::traffic).toList());
    }

    private static Given given(Evidence evidence, Event.Injecting event) {
        Dose dose = evidence.plan().rung(event.rung()).doses().get(event.dose());
        Optional<Delivered> delivered =
                evidence.run().reverted(event.rung(), event.dose()).map(Event.Reverted::delivered);
        return new Given(event, dose, delivered);
    }

    private static void add(
            List<List<Cell>> rows,
            List<Given> doses,
            String name,
            java.util.function.Function<Delivered.Traffic, String> number) {
        rows.add(line(name, doses, (given, none) -> given.traffic().map(number).orElse(none)));
    }

    private static List<Cell> line(String name, List<Given> doses, BiFunction<Given, String, String> text) {
        List<Cell> cells = new ArrayList<>(List.of(Cell.of(name)));
        doses.forEach(given -> cells.add(Cell.of(text.apply(given, "not known"))));
        return cells;
    }

    private static String share(Given given, String none) {
        return given.traffic()
                .map(delivered -> {
                    boolean requests = given.dose.radius().scope() != Scope.CONNECTIONS;
                    return Tables.share(
                                    requests ? delivered.requestsTouched() : delivered.connectionsTouched(),
                                    requests ? delivered.requestsSeen() : delivered.connectionsSeen())
                            + ", asked " + given.dose.radius().share();
                })
                .orElse(none);
    }

    private static String delay(Delivered.Traffic delivered, long nanos) {
        return delivered.delays().count() == 0 ? "–" : Numerals.latency(nanos / 1e9);
    }

    private static String verified(Evidence evidence, int rung) {
        List<Event.Verified> looks = evidence.run().of(Event.Verified.class).stream()
                .filter(event -> event.rung() == rung)
                .toList();
        if (looks.isEmpty()) {
            return "not looked at";
        }
        boolean residue = looks.stream().anyMatch(look -> look.restoration() == Restoration.RESIDUE);
        return Words.restoration(residue ? Restoration.RESIDUE : looks.get(0).restoration());
    }
}

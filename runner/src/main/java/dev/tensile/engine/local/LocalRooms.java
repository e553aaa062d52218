package dev.tensile.engine.local;

import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Injection;
import dev.tensile.engine.Verification;
import dev.tensile.experiment.Dose;
import dev.tensile.run.LinkCount;
import dev.tensile.run.Restoration;
import dev.tensile.run.Undo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The links of a run, the machine that it hurts, and its sessions with databases: each dose belongs to one of them. */
final class LocalRooms implements EngineSession {
    private final EngineSession links;
    private final List<Room> others;

    /** @param isFor which doses belong to it */
    record Room(Predicate<Dose> isFor, EngineSession session) {}

    /** @param links for all doses that are not for another room */
    LocalRooms(EngineSession links, List<Room> others) {
        this.links = links;
        this.others = List.copyOf(others);
    }

    private Stream<EngineSession> all() {
        return Stream.concat(Stream.of(links), others.stream().map(Room::session));
    }

    private EngineSession of(DoseOrder order) {
        return others.stream()
                .filter(room -> room.isFor().test(order.dose()))
                .map(Room::session)
                .findFirst()
                .orElse(links);
    }

    @Override
    public List<Undo> openUndos() {
        return all().flatMap(room -> room.openUndos().stream()).toList();
    }

    @Override
    public void begin() {
        all().forEach(EngineSession::begin);
    }

    @Override
    public Undo undoOf(DoseOrder order) {
        return of(order).undoOf(order);
    }

    @Override
    public Injection inject(DoseOrder order) {
        return of(order).inject(order);
    }

    @Override
    public List<LinkCount> counted(LongSupplier clock) {
        return links.counted(clock);
    }

    @Override
    public Verification verify() {
        List<Verification> seen = all().map(EngineSession::verify).toList();
        boolean residue = seen.stream().anyMatch(one -> one.restoration() == Restoration.RESIDUE);
        return new Verification(
                seen.stream().map(Verification::what).collect(Collectors.joining(" and ")),
                residue ? Restoration.RESIDUE : Restoration.VERIFIED,
                seen.stream()
                        .map(Verification::detail)
                        .filter(detail -> !detail.isEmpty())
                        .collect(Collectors.joining("; ")));
    }

    @Override
    public boolean isAlive() {
        return all().allMatch(EngineSession::isAlive);
    }

    /** The links last; all of them, also if one fails. */
    @Override
    public void close() {
        List<EngineSession> inOrder = new ArrayList<>(all().toList());
        RuntimeException failed = null;
        for (int i = inOrder.size() - 1; i >= 0; i--) {
            try {
                inOrder.get(i).close();
            } catch (RuntimeException one) {
                if (failed == null) {
                    failed = one;
                } else {
                    failed.addSuppressed(one);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}

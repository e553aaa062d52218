package dev.tensile.engine.local;

import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Injection;
import dev.tensile.engine.Verification;
import dev.tensile.engine.local.host.HostRoom;
import dev.tensile.run.LinkCount;
import dev.tensile.run.Restoration;
import dev.tensile.run.Undo;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** The links of a run, and the machine that it hurts: each dose belongs to one of them. */
final class LocalRooms implements EngineSession {
    private final EngineSession links;
    private final EngineSession host;

    LocalRooms(EngineSession links, EngineSession host) {
        this.links = links;
        this.host = host;
    }

    private EngineSession of(DoseOrder order) {
        return HostRoom.isFor(order.dose()) ? host : links;
    }

    @Override
    public List<Undo> openUndos() {
        return Stream.concat(links.openUndos().stream(), host.openUndos().stream())
                .toList();
    }

    @Override
    public void begin() {
        links.begin();
        host.begin();
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
        Verification onLinks = links.verify();
        Verification onHost = host.verify();
        boolean residue = Stream.of(onLinks, onHost).anyMatch(seen -> seen.restoration() == Restoration.RESIDUE);
        return new Verification(
                onLinks.what() + " and " + onHost.what(),
                residue ? Restoration.RESIDUE : Restoration.VERIFIED,
                onLinks.detail().isEmpty() ? onHost.detail() : onLinks.detail() + "; " + onHost.detail());
    }

    @Override
    public boolean isAlive() {
        return links.isAlive() && host.isAlive();
    }

    @Override
    public void close() {
        try (links) {
            host.close();
        }
    }
}

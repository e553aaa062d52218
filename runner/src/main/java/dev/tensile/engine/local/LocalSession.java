package dev.tensile.engine.local;

import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineException.Category;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Injection;
import dev.tensile.engine.Verification;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.LocalLink;
import dev.tensile.run.LinkCount;
import dev.tensile.run.Restoration;
import dev.tensile.run.Undo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The links of one run. */
final class LocalSession implements EngineSession {
    private final List<LeasedLink> links;
    private final Optional<LinkProcess> owned;
    private final List<LinkCounter> counters;
    private final AtomicLong doses = new AtomicLong();

    /** @param names of the dependencies behind the links; what passes a link without a name is not told */
    LocalSession(List<LeasedLink> links, Optional<LinkProcess> owned, Map<LocalLink, String> names) {
        this.links = List.copyOf(links);
        this.owned = owned;
        counters = links.stream()
                .filter(link -> names.containsKey(link.handle().link()))
                .map(link ->
                        new LinkCounter(String.valueOf(names.get(link.handle().link())), link.control()))
                .toList();
    }

    @Override
    public List<LinkCount> counted(LongSupplier clock) {
        return counters.stream()
                .flatMap(counter -> counter.read(clock).stream())
                .toList();
    }

    @Override
    public List<Undo> openUndos() {
        return links.stream().map(link -> link.handle().toUndo()).toList();
    }

    @Override
    public Undo undoOf(DoseOrder order) {
        return linkOf(order.dose()).handle().toUndo();
    }

    @Override
    public Injection inject(DoseOrder order) {
        Dose dose = order.dose();
        ControlClient control = linkOf(dose).control();
        long id = doses.incrementAndGet();
        Wire.Ask ask = new Wire.Ask(Wire.Verb.INJECT, "", 0, Order.of(id, dose, order.timeLimit(), order.seed()));
        LocalInjection injection = new LocalInjection(control, id, dose.radius().scope());
        try {
            Wire.Answer answer = control.ask(ask);
            if (answer.refusal() != null) {
                throw notInForce(dose, answer.refusal(), null);
            }
            return injection;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            injection.close();
            throw notInForce(dose, "interrupted", e);
        } catch (ControlClient.Lost e) {
            injection.close();
            throw notInForce(dose, String.valueOf(e.getMessage()), e);
        }
    }

    private static EngineException notInForce(
            Dose dose, String why, @org.jspecify.annotations.Nullable Throwable cause) {
        return new EngineException(
                Category.BROKEN, dose + " is not in force: " + why, "run tensile recover, then run it again", cause);
    }

    private LeasedLink linkOf(Dose dose) {
        LocalLink wanted = LocalEngine.linkOf(dose);
        return links.stream()
                .filter(link -> link.handle().link().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no link was opened for " + dose));
    }

    @Override
    public Verification verify() {
        List<LinkProbe.Seen> seen = links.stream().map(LocalSession::look).toList();
        boolean clean = seen.stream().allMatch(LinkProbe.Seen::clean);
        return new Verification(
                "links "
                        + links.stream()
                                .map(link -> link.handle().link().listen().toString())
                                .toList(),
                clean ? Restoration.VERIFIED : Restoration.RESIDUE,
                String.join("; ", seen.stream().map(LinkProbe.Seen::detail).toList()));
    }

    private static LinkProbe.Seen look(LeasedLink link) {
        LinkHandle handle = link.handle();
        if (handle.process().find().isPresent()) {
            return LinkProbe.look(handle.link(), link.control());
        }
        String gone = "the link process " + handle.process().pid() + " is gone, and with it every dose; ";
        return handle.detached()
                ? new LinkProbe.Seen(
                        false, gone + "but " + handle.link().listen() + " was open before the run: open it again")
                : new LinkProbe.Seen(true, gone + handle.link().listen() + " is closed as it was before the run");
    }

    @Override
    public boolean isAlive() {
        return links.stream().allMatch(LocalSession::answers);
    }

    private static boolean answers(LeasedLink link) {
        try {
            return link.control().askSurely(Wire.Ask.of(Wire.Verb.STATUS)).status() != null;
        } catch (ControlClient.Lost e) {
            return false;
        }
    }

    @Override
    public void close() {
        links.forEach(LeasedLink::close);
        owned.ifPresent(LinkProcess::stop);
    }
}

package dev.tensile.engine.local.host;

import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineException.Category;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Injection;
import dev.tensile.engine.Verification;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.LocalProgram;
import dev.tensile.experiment.LocalResolver;
import dev.tensile.experiment.Program;
import dev.tensile.experiment.Quantities;
import dev.tensile.run.Delivered;
import dev.tensile.run.Restoration;
import dev.tensile.run.Undo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The processes and the resources of this machine, for one run. */
final class HostSession implements EngineSession {
    static final String WHAT = "this machine";

    /** Of a program of which only the resolver is known. */
    private static final LocalProgram NOWHERE =
            new LocalProgram(new LocalProgram.Machine(), "", List.of(), "", Duration.ofSeconds(1));

    private final HostHandle handle;
    private final HostClient client;
    private final HeldFolder folder;
    private final List<Program> hurt;
    private final Map<String, Instances> programs = new LinkedHashMap<>();
    private final AtomicLong doses = new AtomicLong();
    private boolean closed;

    HostSession(HostHandle handle, HostClient client, List<Program> hurt) {
        this.handle = handle;
        this.client = client;
        this.hurt = List.copyOf(hurt);
        folder = HeldFolder.of(handle.lease());
        for (Program program : hurt) {
            LocalProgram local = program.local().orElse(NOWHERE);
            programs.put(program.name(), new Instances(program, local, this::started));
        }
    }

    private Optional<Victim> started(String program) {
        try {
            return client.askSurely(HostWire.Ask.of(HostWire.Verb.LOOK)).programs().stream()
                    .filter(running -> running.program().equals(program))
                    .flatMap(running -> Optional.ofNullable(running.victim()).stream())
                    .findFirst();
        } catch (HostClient.Lost gone) {
            return Optional.empty();
        }
    }

    @Override
    public List<Undo> openUndos() {
        return List.of(handle.toUndo());
    }

    @Override
    public void begin() {
        hurt.forEach(program -> program.resolver().ifPresent(resolver -> open(program.name(), resolver)));
        programs.forEach((name, instances) -> {
            if (instances.local().origin() instanceof LocalProgram.Command command) {
                new Starting(client, name, instances.local(), command).run();
            }
        });
    }

    private void open(String program, LocalResolver resolver) {
        String refusal;
        try {
            refusal = client.askSurely(HostWire.Ask.resolve(new HostWire.Resolve(
                            program, resolver.listen().toString(), resolver.upstream(), resolver.answers())))
                    .refusal();
        } catch (HostClient.Lost gone) {
            refusal = gone.getMessage();
        }
        if (refusal != null) {
            throw new EngineException(
                    Category.ENVIRONMENT,
                    "the resolver of \"" + program + "\" was not opened: " + refusal,
                    "stop what listens there, or let it listen elsewhere",
                    null);
        }
    }

    @Override
    public Undo undoOf(DoseOrder order) {
        return handle.toUndo();
    }

    @Override
    public Injection inject(DoseOrder dose) {
        Instances instances = Optional.ofNullable(
                        programs.get(dose.dose().fault().on().name()))
                .orElseThrow(() -> new IllegalStateException("no program was opened for " + dose.dose()));
        HostWire.Order order = new Orders(doses.incrementAndGet(), dose, instances).make();
        HostInjection injection = new HostInjection(client, folder, order.id(), nothing(dose.dose()));
        try {
            HostWire.Answer answer = client.ask(HostWire.Ask.inject(order));
            if (answer.refusal() != null) {
                throw notInForce(dose.dose(), Category.NOT_DELIVERED, answer.refusal(), null);
            }
            awaitShown(dose.dose(), order);
            return injection;
        } catch (EngineException refused) {
            injection.close();
            throw refused;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            injection.close();
            throw notInForce(dose.dose(), Category.BROKEN, "interrupted", interrupted);
        } catch (HostClient.Lost gone) {
            injection.close();
            throw notInForce(dose.dose(), Category.BROKEN, String.valueOf(gone.getMessage()), gone);
        }
    }

    private static Delivered.Measured nothing(Dose dose) {
        return new Delivered.Measured(dose.fault().kind(), "", dose.intensity().size(), 0, 0, 0, List.of());
    }

    private void awaitShown(Dose dose, HostWire.Order order) throws InterruptedException, HostClient.Lost {
        long end = System.nanoTime() + order.shownWithinMillis() * 1_000_000;
        while (true) {
            HostWire.Dose now = client.ask(HostWire.Ask.of(HostWire.Verb.LOOK)).doses().stream()
                    .filter(one -> one.id() == order.id())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the watchdog forgot dose " + order.id()));
            if (!now.trouble().isEmpty() || now.over()) {
                throw notInForce(dose, Category.NOT_DELIVERED, now.trouble(), null);
            }
            if (now.shown()) {
                return;
            }
            if (System.nanoTime() > end) {
                throw tooSlow(dose, order, now.measured());
            }
            Thread.sleep(20);
        }
    }

    /** What there was of it when nobody waited any longer; a disk takes so much in a time, and no more. */
    static EngineException tooSlow(Dose dose, HostWire.Order order, Delivered.Measured got) {
        return new EngineException(
                Category.NOT_DELIVERED,
                dose + " is not in force: after " + Quantities.text(Duration.ofMillis(order.shownWithinMillis()))
                        + " it was not complete: " + got.what() + ": " + got.text(got.got()) + " of "
                        + got.text(got.asked()),
                order.act() == HostWire.Act.FILL
                        ? "ask for less, or name a folder on a faster disk"
                        : "see tensile doctor, then run it again",
                null);
    }

    private static EngineException notInForce(Dose dose, Category category, String why, @Nullable Throwable cause) {
        return new EngineException(
                category, dose + " is not in force: " + why, "see tensile doctor, then run it again", cause);
    }

    @Override
    public Verification verify() {
        List<String> seen = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        if (!isAlive()) {
            seen.add("the watchdog " + handle.watchdog().pid()
                    + " is gone; what it held was taken back from its records");
            folder.takeBackAll();
        }
        boolean unused = Waiting.until(patience(), () -> !isComingBack());
        problems.addAll(folder.left());
        problems.addAll(inForce());
        boolean ended = Waiting.until(
                3_000,
                () -> new Mark(handle.lease()).of(Mark.STRESS).isEmpty()
                        || !inForce().isEmpty());
        if (!ended) {
            problems.add("a process that takes resources still runs");
        }
        if (isAlive()) {
            programs.forEach((name, instances) -> missing(name, instances).ifPresent(problems::add));
        }
        seen.add(problems.isEmpty() ? "nothing is in force on this machine" : String.join("; ", problems));
        return new Verification(
                WHAT, problems.isEmpty() ? Restoration.VERIFIED : Restoration.RESIDUE, String.join("; ", seen));
    }

    private List<String> inForce() {
        try {
            return client.askSurely(HostWire.Ask.of(HostWire.Verb.LOOK)).doses().stream()
                    .filter(dose -> !dose.over())
                    .map(dose -> "dose " + dose.id() + " is in force: "
                            + dose.measured().what())
                    .toList();
        } catch (HostClient.Lost gone) {
            return List.of();
        }
    }

    private long patience() {
        return programs.values().stream()
                .mapToLong(instances -> instances.local().patience().toMillis())
                .max()
                .orElse(0);
    }

    /** Nothing is in force any more, but a program that was ended is not there yet. */
    private boolean isComingBack() {
        boolean away = !folder.isEmpty()
                || programs.entrySet().stream()
                        .anyMatch(one -> missing(one.getKey(), one.getValue()).isPresent());
        return away && isAlive() && inForce().isEmpty();
    }

    private static Optional<String> missing(String name, Instances instances) {
        if (instances.local().origin() instanceof LocalProgram.Machine) {
            return Optional.empty();
        }
        if (instances.all().isEmpty()) {
            return Optional.of(name + " is not running: start it");
        }
        return Readiness.of(instances.local().ready())
                ? Optional.empty()
                : Optional.of(
                        name + " runs, but is not ready at " + instances.local().ready());
    }

    @Override
    public boolean isAlive() {
        return client.isAlive();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        boolean unused = client.end();
        Verification left = new HostRecovery(handle).run();
        if (left.restoration() == Restoration.RESIDUE) {
            throw new EngineException(Category.BROKEN, left.detail(), "run tensile recover", null);
        }
    }
}

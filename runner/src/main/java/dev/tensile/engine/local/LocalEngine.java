package dev.tensile.engine.local;

import dev.tensile.engine.Ability;
import dev.tensile.engine.Diagnosis;
import dev.tensile.engine.Engine;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Verification;
import dev.tensile.engine.local.database.DatabaseRoom;
import dev.tensile.engine.local.host.HostRoom;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.LocalLink;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Problem;
import dev.tensile.experiment.Quantities;
import dev.tensile.experiment.Rung;
import dev.tensile.experiment.SourceRef;
import dev.tensile.experiment.Target;
import dev.tensile.process.StateFolder;
import dev.tensile.run.Undo;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Hurts the links between programs on this machine, its databases ({@link DatabaseRoom}), the programs themselves, and the machine
 * ({@link HostRoom}). A link that is open already, such as the demo's, is leased; one that is
 * not is opened for the run in a process of its own, and closed after it.
 *
 * <p>Limits: only links that listen on loopback; requests are told apart in unencrypted HTTP/1.x only; a share of refusals
 * below 100 % is acted out as accept, then reset; packets are not seen, only what TCP makes of their fate.
 */
public final class LocalEngine implements Engine {
    /** As written after {@code --on}. */
    public static final String NAME = "local";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Problem> check(Plan plan) {
        List<Problem> problems = new ArrayList<>();
        for (Rung rung : plan.experiment().ladder().rungs()) {
            for (Dose dose : rung.doses()) {
                check(dose, rung.at(), problems);
            }
        }
        return problems.stream().distinct().toList();
    }

    private static void check(Dose dose, SourceRef at, List<Problem> problems) {
        if (HostRoom.isFor(dose)) {
            problems.addAll(HostRoom.check(dose, at));
            return;
        }
        if (DatabaseRoom.isFor(dose)) {
            problems.addAll(DatabaseRoom.check(dose, at));
            return;
        }
        Optional<LinkRefusal> refusal = LinkRefusal.of(dose);
        if (refusal.isPresent()) {
            problems.add(Problem.error(at, refusal.get().why(), refusal.get().mend()));
        } else if (isPartialRefusal(dose)) {
            problems.add(Problem.warning(
                    at,
                    "\"" + dose + "\" is acted out as accept, then reset: a port is open or closed for all",
                    "use `all connections` for a closed port"));
        }
        if (dose.fault() instanceof LinkFault onLink) {
            onLink.on()
                    .local()
                    .ifPresentOrElse(
                            link -> loopback(onLink.on(), link, problems), () -> noLink(onLink.on(), problems));
        }
    }

    private static void noLink(Dependency dependency, List<Problem> problems) {
        problems.add(Problem.error(
                dependency.at(),
                "the dependency \"" + dependency.name() + "\" does not say where it can be hurt on this machine",
                "add local { listen(\"127.0.0.1:18082\"); upstream(\"127.0.0.1:8082\") }"));
    }

    private static void loopback(Dependency dependency, LocalLink link, List<Problem> problems) {
        String host = link.listen().host();
        if (!isLoopback(host)) {
            problems.add(Problem.error(
                    dependency.at(),
                    "the link \"" + dependency.name() + "\" listens on " + host + ", which is not loopback",
                    "let it listen on 127.0.0.1"));
        }
    }

    private static boolean isPartialRefusal(Dose dose) {
        return dose.fault() instanceof LinkFault.Refuse && dose.radius().share().fraction() < 1;
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** All that the plan declares, hurt or not: the system may go through them. */
    private static Set<LocalLink> linksOf(Plan plan) {
        return plan.experiment().targets().stream()
                .filter(Dependency.class::isInstance)
                .flatMap(target -> ((Dependency) target).local().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The link that a dose acts on; {@link #check} has seen that there is one. */
    static LocalLink linkOf(Dose dose) {
        return dose.fault().on() instanceof Dependency dependency
                ? linkOf(dependency)
                : unchecked(dose.fault().on());
    }

    private static LocalLink linkOf(Dependency dependency) {
        return dependency.local().orElseGet(() -> unchecked(dependency));
    }

    private static LocalLink unchecked(Target target) {
        throw new IllegalStateException("no link to " + target.name() + ": the plan was not checked");
    }

    @Override
    public String where() {
        return "";
    }

    @Override
    public List<Ability> abilities() {
        return Stream.of(LinkAbilities.ALL, DatabaseRoom.ABILITIES, HostRoom.ABILITIES)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public boolean seesTraffic() {
        return true;
    }

    @Override
    public Diagnosis diagnose(Optional<Plan> plan) {
        List<Diagnosis.Finding> findings = new ArrayList<>();
        findings.add(new Diagnosis.Finding(
                Diagnosis.State.THERE,
                "links",
                "the local engine needs nothing but free ports on loopback; runtime " + Runtime.version()));
        findings.add(
                new Diagnosis.Finding(
                        Diagnosis.State.THERE,
                        "postgresDelay, postgresError and the like",
                        "on links to PostgreSQL whose service connects without TLS (sslmode=disable): into TLS a link cannot look"));
        findings.addAll(DatabaseRoom.diagnose(plan));
        findings.addAll(HostRoom.diagnose(plan));
        return new Diagnosis(findings, "");
    }

    @Override
    public String worstCase(Plan plan) {
        return "if Tensile is killed the fault is lifted at once; if it hangs, once it has been in force for "
                + Quantities.text(plan.longestTimeLimit()) + " at most"
                + (HostRoom.isNeeded(plan) ? "; if its watchdog is killed, too, by tensile recover" : "");
    }

    /** Opens, or leases, one link, for as long as the session is not closed; for rehearsals, which have no plan. */
    public static EngineSession hold(Dependency dependency) {
        return open(Set.of(linkOf(dependency)), Map.of());
    }

    @Override
    public EngineSession open(Plan plan, String run) {
        EngineSession links = open(linksOf(plan), names(plan));
        try {
            List<LocalRooms.Room> others = new ArrayList<>();
            if (HostRoom.isNeeded(plan)) {
                others.add(new LocalRooms.Room(HostRoom::isFor, HostRoom.open(plan, NAME)));
            }
            if (DatabaseRoom.isNeeded(plan)) {
                others.add(new LocalRooms.Room(DatabaseRoom::isFor, DatabaseRoom.open(NAME, run)));
            }
            return others.isEmpty() ? links : new LocalRooms(links, others);
        } catch (RuntimeException refused) {
            links.close();
            throw refused;
        }
    }

    private static Map<LocalLink, String> names(Plan plan) {
        Map<LocalLink, String> names = new HashMap<>();
        for (Target target : plan.experiment().targets()) {
            if (target instanceof Dependency dependency) {
                dependency.local().ifPresent(link -> names.put(link, dependency.name()));
            }
        }
        return names;
    }

    private static EngineSession open(Set<LocalLink> links, Map<LocalLink, String> names) {
        String lease = UUID.randomUUID().toString();
        List<LeasedLink> leased = new ArrayList<>();
        List<LocalLink> missing = new ArrayList<>();
        Optional<LinkProcess> owned = Optional.empty();
        try {
            for (LocalLink link : links) {
                Optional<LeasedLink> found = LeasedLink.take(link, lease, 0);
                found.ifPresentOrElse(leased::add, () -> missing.add(link));
            }
            if (!missing.isEmpty()) {
                owned = Optional.of(LinkProcess.startOwned(missing));
                missing.forEach(link -> leased.add(takeOwn(link, lease)));
            }
            return new LocalSession(leased, owned, names);
        } catch (RuntimeException e) {
            new LocalSession(leased, owned, names).close();
            throw e;
        }
    }

    private static LeasedLink takeOwn(LocalLink link, String lease) {
        return LeasedLink.take(link, lease, ProcessHandle.current().pid())
                .orElseThrow(() -> new EngineException(
                        EngineException.Category.BROKEN,
                        "the link on " + link.listen() + " ended as soon as it began",
                        "see its log in " + StateFolder.path(),
                        null));
    }

    @Override
    public List<Undo> orphans() {
        return HostRoom.orphans(NAME);
    }

    @Override
    public Verification undo(Undo undo) {
        if (DatabaseRoom.isFor(undo)) {
            return DatabaseRoom.undo(undo);
        }
        return HostRoom.isFor(undo) ? HostRoom.undo(undo) : new LinkRecovery(LinkHandle.of(undo)).run();
    }
}

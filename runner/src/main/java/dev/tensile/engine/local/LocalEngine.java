package dev.tensile.engine.local;

import dev.tensile.engine.Engine;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Verification;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Fault;
import dev.tensile.experiment.LocalLink;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Problem;
import dev.tensile.process.StateFolder;
import dev.tensile.run.Undo;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Hurts the links between programs on this machine. A link that is open already, such as the demo's, is leased; one that is
 * not is opened for the run in a process of its own, and closed after it.
 *
 * <p>Limits: only links that listen on loopback; only what the caller sends is delayed; requests are told apart in
 * unencrypted HTTP/1.x only; a share of refusals below 100 % is acted out as accept, then reset.
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
        for (Dependency dependency : hurtBy(plan)) {
            String host = dependency.local().listen().host();
            if (!isLoopback(host)) {
                problems.add(Problem.error(
                        dependency.at(),
                        "the link \"" + dependency.name() + "\" listens on " + host + ", which is not loopback",
                        "let it listen on 127.0.0.1"));
            }
        }
        plan.experiment()
                .ladder()
                .rungs()
                .forEach(rung -> rung.doses().stream()
                        .filter(LocalEngine::isPartialRefusal)
                        .forEach(dose -> problems.add(Problem.warning(
                                rung.at(),
                                "\"" + dose + "\" is acted out as accept, then reset: a port is open or closed for all",
                                "use `all connections` for a closed port"))));
        return List.copyOf(problems);
    }

    private static boolean isPartialRefusal(Dose dose) {
        return dose.fault() instanceof Fault.Refuse && dose.radius().share().fraction() < 1;
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static Set<Dependency> hurtBy(Plan plan) {
        Set<Dependency> hurt = new LinkedHashSet<>();
        plan.experiment()
                .ladder()
                .rungs()
                .forEach(rung ->
                        rung.doses().forEach(dose -> hurt.add(dose.fault().on())));
        return hurt;
    }

    @Override
    public EngineSession open(Plan plan) {
        String lease = UUID.randomUUID().toString();
        List<LeasedLink> leased = new ArrayList<>();
        List<LocalLink> missing = new ArrayList<>();
        Optional<LinkProcess> owned = Optional.empty();
        try {
            for (Dependency dependency : hurtBy(plan)) {
                Optional<LeasedLink> found = LeasedLink.take(dependency.local(), lease, 0);
                found.ifPresentOrElse(leased::add, () -> missing.add(dependency.local()));
            }
            if (!missing.isEmpty()) {
                owned = Optional.of(LinkProcess.startOwned(missing));
                missing.forEach(link -> leased.add(takeOwn(link, lease)));
            }
            return new LocalSession(leased, owned);
        } catch (RuntimeException e) {
            new LocalSession(leased, owned).close();
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
    public Verification undo(Undo undo) {
        return new LinkRecovery(LinkHandle.of(undo)).run();
    }
}

package dev.tensile.engine.litmus;

import dev.tensile.engine.Ability;
import dev.tensile.engine.Diagnosis;
import dev.tensile.engine.Engine;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Verification;
import dev.tensile.engine.kubernetes.Access;
import dev.tensile.engine.kubernetes.Checked;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Problem;
import dev.tensile.experiment.Quantities;
import dev.tensile.run.Restoration;
import dev.tensile.run.Undo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Hurts pods through LitmusChaos 3: through a ChaosCenter if {@code TENSILE_CHAOSCENTER_URL} names one, else by its custom
 * resources alone. One ChaosEngine for each dose of each rung; each has a duration, counted by the fault's own pod from its
 * injection, after which that takes it back even if nobody asks.
 *
 * <p>Limits: it acts on pods, not on connections or requests, and sees nothing of what passes between them. Before a fault is in
 * force there are tens of seconds of starting pods.
 */
public final class LitmusEngine implements Engine {
    /** As written after {@code --on}. */
    public static final String NAME = "litmus";

    private final Function<String, Cluster> connect;
    private final String context;
    private final Map<String, String> environment;
    private final Home home;
    private final Patience patience;

    /**
     * @param context of the kubeconfig; empty for the current one
     * @param environment {@code TENSILE_LITMUS_NAMESPACE}, by default {@code litmus}; {@code TENSILE_LITMUS_SERVICE_ACCOUNT}, by
     *     default {@code litmus-admin}; and what {@link dev.tensile.engine.litmus.center.ChaosCenterSettings} reads
     */
    public LitmusEngine(String context, Map<String, String> environment) {
        this(Cluster::connect, context, environment, Patience.DEFAULT);
    }

    LitmusEngine(
            Function<String, Cluster> connect, String context, Map<String, String> environment, Patience patience) {
        this.connect = connect;
        this.context = context;
        this.environment = Map.copyOf(environment);
        this.home = Home.of(environment);
        this.patience = patience;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Problem> check(Plan plan) {
        boolean blind = isBlind();
        Optional<String> unprobed =
                CenterAccess.isWanted(environment) ? HypothesisProbes.unprobed(plan) : Optional.empty();
        return Checked.problems(plan, dose -> {
            LitmusSpec spec = Translation.of(dose);
            List<String> warnings = new ArrayList<>(spec.warnings());
            unprobed.ifPresent(warnings::add);
            if (blind && !spec.canBeShownBlind()) {
                warnings.add(Words.notShownBlind());
            }
            return warnings;
        });
    }

    /** Whether there is a ChaosCenter and no kubeconfig at all; one may still lead elsewhere. Sends nothing. */
    private boolean isBlind() {
        if (!CenterAccess.isWanted(environment)) {
            return false;
        }
        try (CenterAccess access = access()) {
            return access.cluster().isEmpty();
        } catch (EngineException wrongSettings) {
            return false;
        }
    }

    @Override
    public String where() {
        if (CenterAccess.isWanted(environment)) {
            try (CenterAccess access = access()) {
                return access.toString();
            }
        }
        try (Cluster cluster = Access.open(connect, context)) {
            return cluster.toString();
        }
    }

    @Override
    public List<Ability> abilities() {
        return Abilities.ALL;
    }

    @Override
    public Diagnosis diagnose(Optional<Plan> plan) {
        List<Preflight.Planned> planned = plan.map(LitmusEngine::planned).orElse(List.of());
        if (CenterAccess.isWanted(environment)) {
            try (CenterAccess access = access()) {
                return CenterDoctor.examine(access, home, planned);
            }
        }
        try (Cluster cluster = Access.open(connect, context)) {
            return Doctor.examine(cluster, home, planned);
        }
    }

    @Override
    public String worstCase(Plan plan) {
        return "if Tensile is killed or hangs, the fault's own pod lifts it at most "
                + Quantities.text(plan.longestTimeLimit().plus(patience.inject()))
                + " after it was injected; tensile recover lifts it at once";
    }

    @Override
    public EngineSession open(Plan plan, String run) {
        List<Preflight.Planned> planned = planned(plan);
        if (CenterAccess.isWanted(environment)) {
            return openCenter(plan, planned, run);
        }
        Cluster cluster = Access.open(connect, context);
        try {
            Preflight.check(cluster, home, planned);
            return new LitmusSession(new ResourceWay(cluster, home, run, patience), patience);
        } catch (ClusterRefused refused) {
            cluster.close();
            throw Access.refused(refused);
        } catch (RuntimeException refused) {
            cluster.close();
            throw refused;
        }
    }

    private CenterAccess access() {
        return CenterAccess.open(environment, connect, context);
    }

    private EngineSession openCenter(Plan plan, List<Preflight.Planned> planned, String run) {
        CenterAccess access = access();
        try {
            CenterWay way = new CenterWay(access, home, run, patience, HypothesisProbes.of(plan));
            Preflight.refuse(access.toString(), CenterDoctor.missing(way.infra(), way.cluster(), home, planned));
            return new LitmusSession(way, patience.ofCenter());
        } catch (ClusterRefused refused) {
            access.close();
            throw Access.refused(refused);
        } catch (RuntimeException refused) {
            access.close();
            throw refused;
        }
    }

    private static List<Preflight.Planned> planned(Plan plan) {
        return plan.experiment().ladder().rungs().stream()
                .flatMap(rung -> rung.doses().stream())
                .map(dose -> new Preflight.Planned(dose.radius(), Translation.of(dose)))
                .toList();
    }

    @Override
    public Verification undo(Undo undo) {
        if (undo.kind().equals(CenterExperiment.UNDO)) {
            return new CenterUndo(environment, connect, patience).undo(undo);
        }
        EngineResource resource = EngineResource.of(undo);
        String server = String.valueOf(undo.handle().get("server"));
        try (Cluster cluster = connect.apply(String.valueOf(undo.handle().get("context")))) {
            if (!cluster.server().equals(server)) {
                return left(resource, "it is at " + server + ", but the kubeconfig leads to " + cluster);
            }
            TakingBack.Result named = new TakingBack(cluster, resource, patience).run();
            return named.end() == TakingBack.End.LEFT
                    ? left(resource, named.detail())
                    : new Remains(cluster, resource.namespace(), resource.run()).takeBack(patience);
        } catch (ClusterRefused refused) {
            return left(resource, refused.getMessage() + ". " + ByHand.mend(resource));
        }
    }

    private static Verification left(EngineResource resource, String detail) {
        return new Verification(resource.toString(), Restoration.RESIDUE, detail);
    }
}

package dev.tensile.engine.chaosmesh;

import dev.tensile.engine.Ability;
import dev.tensile.engine.Diagnosis;
import dev.tensile.engine.Engine;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Hurts pods through the controllers of Chaos Mesh, 2.5 to 2.8. Plain resources, one for each dose of each rung; each has a
 * duration, counted by the controllers from its creation, after which they take it back even if nobody asks.
 *
 * <p>Limits: it acts on pods, not on connections or requests, and sees nothing of what passes between them.
 */
public final class ChaosMeshEngine implements Engine {
    /** As written after {@code --on}. */
    public static final String NAME = "chaosmesh";

    private final Function<String, Cluster> connect;
    private final String context;
    private final Patience patience;

    /** @param context of the kubeconfig; empty for the current one */
    public ChaosMeshEngine(String context) {
        this(Cluster::connect, context, Patience.DEFAULT);
    }

    ChaosMeshEngine(Function<String, Cluster> connect, String context, Patience patience) {
        this.connect = connect;
        this.context = context;
        this.patience = patience;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Problem> check(Plan plan) {
        return Checked.problems(plan, dose -> Translation.of(dose).warnings());
    }

    @Override
    public String where() {
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
        try (Cluster cluster = Access.open(connect, context)) {
            return Doctor.examine(cluster, plan.map(ChaosMeshEngine::planned).orElse(List.of()));
        }
    }

    @Override
    public String worstCase(Plan plan) {
        return "if Tensile is killed or hangs, the controllers lift the fault at most "
                + Quantities.text(plan.longestTimeLimit().plus(patience.inject()))
                + " after its resource was created; tensile recover lifts it at once";
    }

    @Override
    public EngineSession open(Plan plan, String run) {
        List<Preflight.Planned> planned = planned(plan);
        Cluster cluster = Access.open(connect, context);
        try {
            Preflight.check(cluster, planned);
            List<ChaosSpec> specs =
                    planned.stream().map(Preflight.Planned::spec).toList();
            ServerVersion version = ServerVersion.of(cluster, specs);
            specs.forEach(version::adapt);
            return new ChaosMeshSession(cluster, run, patience, specs, version);
        } catch (ClusterRefused refused) {
            cluster.close();
            throw Access.refused(refused);
        } catch (RuntimeException refused) {
            cluster.close();
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
        ChaosResource resource = ChaosResource.of(undo);
        try (Cluster cluster = connect.apply(String.valueOf(undo.handle().get("context")))) {
            Optional<String> elsewhere = elsewhere(cluster, undo.handle());
            return elsewhere.isPresent() ? left(resource, elsewhere.get()) : undo(cluster, resource);
        } catch (ClusterRefused refused) {
            return left(resource, refused.getMessage() + ". " + ByHand.mend(resource));
        }
    }

    /** Why this is not the cluster in which it was made; empty if it is, as far as can be seen. */
    private static Optional<String> elsewhere(Cluster cluster, Map<String, String> handle) {
        String server = String.valueOf(handle.get("server"));
        if (!cluster.server().equals(server)) {
            return Optional.of("it is at " + server + ", but the kubeconfig leads to " + cluster);
        }
        String made = handle.getOrDefault("cluster", "");
        String now = cluster.identity();
        return made.isEmpty() || now.isEmpty() || made.equals(now)
                ? Optional.empty()
                : Optional.of("another cluster listens at " + server + " now");
    }

    /** The one that is meant, and whatever else has the run's label, whether or not it was journaled. */
    private Verification undo(Cluster cluster, ChaosResource resource) {
        Remains remains = Remains.of(cluster, resource);
        Set<ChaosResource> all = new LinkedHashSet<>(List.of(resource));
        all.addAll(remains.find());
        List<String> done = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (ChaosResource one : all) {
            TakingBack.Result result = new TakingBack(cluster, one, patience).run(Optional.empty());
            if (result.end().isResidue()) {
                left.add(result.detail());
            } else if (result.end() == TakingBack.End.GONE) {
                done.add(result.detail());
            }
        }
        if (!left.isEmpty()) {
            return left(resource, String.join("; ", left));
        }
        Verification seen = remains.look();
        return done.isEmpty() || seen.restoration() == Restoration.RESIDUE
                ? seen
                : new Verification(seen.what(), seen.restoration(), String.join("; ", done));
    }

    private static Verification left(ChaosResource resource, String detail) {
        return new Verification(resource.toString(), Restoration.RESIDUE, detail);
    }
}

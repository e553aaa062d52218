package dev.tensile.engine.litmus;

import dev.tensile.engine.EngineException;
import dev.tensile.engine.Verification;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.run.Restoration;
import dev.tensile.run.Undo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Takes back what another process had started through a ChaosCenter; in that one only. */
final class CenterUndo {
    private final Map<String, String> environment;
    private final Function<String, Cluster> connect;
    private final Patience patience;

    CenterUndo(Map<String, String> environment, Function<String, Cluster> connect, Patience patience) {
        this.environment = environment;
        this.connect = connect;
        this.patience = patience;
    }

    Verification undo(Undo undo) {
        CenterExperiment experiment = CenterExperiment.of(undo);
        String url = String.valueOf(undo.handle().get("url"));
        if (!CenterAccess.isWanted(environment)) {
            return residue(experiment, elsewhere(url, "none is set"));
        }
        String context = String.valueOf(undo.handle().get("context"));
        try (CenterAccess access = CenterAccess.open(environment, connect, context, experiment.project())) {
            if (!access.url().toString().equals(url)) {
                return residue(experiment, elsewhere(url, "another one is set"));
            }
            String server = String.valueOf(undo.handle().get("server"));
            Optional<Cluster> cluster = server.isEmpty()
                    ? access.clusterOf(experiment.resource().namespace())
                    : access.cluster().filter(one -> one.server().equals(server));
            TakingBack.Result result = new CenterTakingBack(
                            access.center(), cluster, experiment, patience, CenterTakingBack.Past.UNKNOWN, () -> {})
                    .run();
            if (result.end() == TakingBack.End.LEFT) {
                return residue(experiment, result.detail());
            }
            HypothesisProbes.delete(
                    access.center(),
                    List.of(undo.handle().getOrDefault("probes", "").split(",")));
            return new Verification(experiment.toString(), Restoration.VERIFIED, result.detail());
        } catch (EngineException refused) {
            return residue(experiment, refused.getMessage() + "; " + refused.mend());
        }
    }

    private static String elsewhere(String url, String what) {
        return "it is in the ChaosCenter at " + url + ", and " + what + ": set " + CenterAccess.URL + " to it";
    }

    private static Verification residue(CenterExperiment experiment, String detail) {
        return new Verification(experiment.toString(), Restoration.RESIDUE, detail);
    }
}

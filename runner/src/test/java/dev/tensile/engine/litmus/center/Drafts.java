package dev.tensile.engine.litmus.center;

import java.util.List;
import java.util.Map;

/** Experiments for tests. */
final class Drafts {
    static final String ID = "6f1c2f0e-8a51-4a36-9df1-000000000001";
    static final AppInfo ORDERS = new AppInfo("shop", "app=orders", "deployment");
    static final Infra STAGING = new Infra(
            FakeBooks.INFRA, "staging", "env-1", "litmus", "litmus", Infra.Reach.CLUSTER, true, true, "3.31.0");

    private Drafts() {}

    static FaultStep latency(String name) {
        return FaultStep.of(
                name,
                LitmusFault.POD_NETWORK_LATENCY,
                ORDERS,
                Map.of("TOTAL_CHAOS_DURATION", "60", "NETWORK_LATENCY", "200"));
    }

    static FaultStep podDelete(String name) {
        return FaultStep.of(name, LitmusFault.POD_DELETE, ORDERS, Map.of("TOTAL_CHAOS_DURATION", "30"));
    }

    static ChaosExperimentManifest manifest(FaultStep... steps) {
        return ChaosExperimentManifest.of("orders-latency", "litmus", List.of(steps));
    }

    static ExperimentDraft draft() {
        return draft(manifest(latency("latency-a")));
    }

    static ExperimentDraft draft(ChaosExperimentManifest manifest) {
        return ExperimentDraft.of(ID, manifest, STAGING);
    }

    static ExperimentDraft draft(String name, String manifest) {
        return new ExperimentDraft(ID, name, "", manifest, STAGING, List.of());
    }
}

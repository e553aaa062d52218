package dev.tensile.engine.litmus;

import java.util.Map;

/**
 * Where the ChaosEngines live, and in whose name their faults act; by default what Litmus' own instructions install.
 *
 * @param namespace with the ChaosExperiments; that of the targets may be another
 * @param account a service account in it
 */
record Home(String namespace, String account) {
    static final String NAMESPACE = "TENSILE_LITMUS_NAMESPACE";
    static final String ACCOUNT = "TENSILE_LITMUS_SERVICE_ACCOUNT";

    static Home of(Map<String, String> environment) {
        return new Home(
                environment.getOrDefault(NAMESPACE, "litmus"), environment.getOrDefault(ACCOUNT, "litmus-admin"));
    }
}

package dev.tensile.demo.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;

/** What webhooks do before an object from outside is stored. */
interface Admission {
    /**
     * Fills in defaults, and lets pass or refuses.
     *
     * @param before nothing when it is created
     * @param after what shall be stored; may be changed
     * @throws Refused if it shall not be stored
     */
    void admit(Ref ref, Optional<GenericKubernetesResource> before, GenericKubernetesResource after);
}

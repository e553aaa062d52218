package dev.tensile.engine.chaosmesh;

import dev.tensile.engine.kubernetes.CannotDo;
import dev.tensile.engine.kubernetes.Where;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.HttpHarm;
import dev.tensile.experiment.HttpRoute;
import dev.tensile.experiment.KubernetesLink;
import dev.tensile.experiment.Pods;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** HTTPChaos stands before a port of the dependency's pods: whoever calls them is hurt. */
final class Http {
    private Http() {}

    static ChaosSpec spec(Dependency on, HttpRoute route, String side, Map<String, Object> change, Radius radius) {
        KubernetesLink link = Where.link(on);
        if (link.to().isEmpty() || link.port() == 0) {
            throw new CannotDo(
                    "HTTPChaos stands before a port of the dependency's pods, and \"" + on.name() + "\" names none",
                    "write to(\"app\" to \"…\", port = 8080)");
        }
        Pods pods = link.to().get(0);
        Map<String, Object> spec = new LinkedHashMap<>();
        radius.putInto(spec);
        spec.put("selector", Selector.of(pods));
        spec.put("target", side);
        spec.put("port", link.port());
        spec.put("path", route.path());
        if (!route.method().isEmpty()) {
            spec.put("method", route.method());
        }
        spec.putAll(change);
        return new ChaosSpec(
                ChaosKind.HTTP,
                pods.namespace(),
                spec,
                List.of(pods),
                List.of(),
                List.of("HTTPChaos acts on what reaches the pods of " + pods.selector() + ", whoever sent it, not only "
                        + link.from().selector()));
    }

    static String side(HttpHarm harm) {
        return harm instanceof HttpHarm.Abort ? "Request" : "Response";
    }

    static Map<String, Object> change(HttpHarm harm) {
        if (harm instanceof HttpHarm.Abort) {
            return Words.map("abort", true);
        }
        if (harm instanceof HttpHarm.Status status) {
            return Words.map("replace", Words.map("code", status.status()));
        }
        if (harm instanceof HttpHarm.Body body) {
            byte[] bytes = body.text().getBytes(StandardCharsets.UTF_8);
            return Words.map("replace", Words.map("body", Base64.getEncoder().encodeToString(bytes)));
        }
        throw new CannotDo(
                "HTTPChaos aborts, or replaces status and body; it knows no " + harm.kind(),
                "use httpStatus(on = …) or httpBody(on = …), or the local engine");
    }
}

package dev.tensile.engine.litmus.center;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** A probe as ChaosCenter is told of it, and as it stands in a ChaosEngine. */
final class ProbeForms {
    private ProbeForms() {}

    /** The GraphQL input {@code ProbeRequest}. */
    static ObjectNode request(Probe probe) {
        ObjectNode request = Json.object()
                .put("name", probe.name())
                .put("type", probe.match(Types.INSTANCE))
                .put("infrastructureType", "Kubernetes");
        ObjectNode properties = probe.match(Inputs.INSTANCE);
        timing(properties, probe.timing());
        request.set(probe.match(Properties.INSTANCE), properties);
        return request;
    }

    /** An item of {@code spec.experiments[].spec.probe}. */
    static ObjectNode inline(Probe probe, ProbeMode mode) {
        String type = probe.match(Types.INSTANCE);
        ObjectNode inline =
                Json.object().put("name", probe.name()).put("type", type).put("mode", mode.word());
        ObjectNode inputs = probe.match(Inputs.INSTANCE);
        if (probe instanceof Probe.Prometheus) {
            // It always compares as float; the ChaosEngine has no field for it, unlike the request.
            inputs.withObject("/comparator").remove("type");
        }
        inline.set(type + "/inputs", inputs);
        timing(inline.putObject("runProperties"), probe.timing());
        return inline;
    }

    private static void timing(ObjectNode node, ProbeTiming timing) {
        node.put("probeTimeout", ProbeTiming.inGo(timing.timeout()));
        node.put("interval", ProbeTiming.inGo(timing.interval()));
        node.put("retry", timing.retries());
        if (timing.onFailure() == ProbeTiming.OnFailure.STOP_THE_FAULT) {
            node.put("stopOnFailure", true);
        }
    }

    private static ObjectNode comparator(ProbeComparator comparator) {
        return Json.object()
                .put("type", comparator.type())
                .put("criteria", comparator.criteria())
                .put("value", comparator.value());
    }

    private enum Types implements Probe.Cases<String> {
        INSTANCE;

        @Override
        public String http(Probe.Http probe) {
            return "httpProbe";
        }

        @Override
        public String command(Probe.Command probe) {
            return "cmdProbe";
        }

        @Override
        public String prometheus(Probe.Prometheus probe) {
            return "promProbe";
        }

        @Override
        public String kubernetes(Probe.Kubernetes probe) {
            return "k8sProbe";
        }
    }

    /** The field of the request that holds the properties of each kind. */
    private enum Properties implements Probe.Cases<String> {
        INSTANCE;

        @Override
        public String http(Probe.Http probe) {
            return "kubernetesHTTPProperties";
        }

        @Override
        public String command(Probe.Command probe) {
            return "kubernetesCMDProperties";
        }

        @Override
        public String prometheus(Probe.Prometheus probe) {
            return "promProperties";
        }

        @Override
        public String kubernetes(Probe.Kubernetes probe) {
            return "k8sProperties";
        }
    }

    private enum Inputs implements Probe.Cases<ObjectNode> {
        INSTANCE;

        @Override
        public ObjectNode http(Probe.Http probe) {
            ObjectNode inputs = Json.object().put("url", probe.url());
            ObjectNode call = inputs.putObject("method").putObject(probe.body().isEmpty() ? "get" : "post");
            call.put("criteria", probe.criteria()).put("responseCode", probe.responseCode());
            if (!probe.body().isEmpty()) {
                call.put("contentType", probe.contentType()).put("body", probe.body());
            }
            return inputs;
        }

        @Override
        public ObjectNode command(Probe.Command probe) {
            return Json.object().put("command", probe.command()).set("comparator", comparator(probe.comparator()));
        }

        @Override
        public ObjectNode prometheus(Probe.Prometheus probe) {
            return Json.object()
                    .put("endpoint", probe.endpoint())
                    .put("query", probe.query())
                    .set("comparator", comparator(probe.comparator()));
        }

        @Override
        public ObjectNode kubernetes(Probe.Kubernetes probe) {
            return Json.object()
                    .put("group", probe.group())
                    .put("version", probe.version())
                    .put("resource", probe.resource())
                    .put("namespace", probe.namespace())
                    .put("labelSelector", probe.labelSelector())
                    .put("operation", probe.operation().name().toLowerCase(Locale.ROOT));
        }
    }
}

package dev.tensile.demo.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Those of the validating webhooks' rules that a client can easily break, with their words. */
final class ChaosMeshRules {
    private final ChaosKind kind;
    private final Map<String, Object> spec;
    private final List<String> broken = new ArrayList<>();

    private ChaosMeshRules(ChaosKind kind, Map<String, Object> spec) {
        this.kind = kind;
        this.spec = spec;
    }

    static List<String> broken(ChaosKind kind, Map<String, Object> spec) {
        ChaosMeshRules rules = new ChaosMeshRules(kind, spec);
        rules.mode("spec", spec);
        // A TimeChaos with a duration that nobody can read passes, and never stops.
        if (kind != ChaosKind.TIMECHAOS) {
            rules.duration("duration", Tree.text(spec, "duration"));
        }
        rules.perKind();
        return rules.broken;
    }

    private void perKind() {
        switch (kind) {
            case PODCHAOS -> pod();
            case NETWORKCHAOS -> network();
            case HTTPCHAOS -> http();
            case STRESSCHAOS ->
                require(
                        Tree.has(spec, "stressors") || Tree.has(spec, "stressngStressors"),
                        "spec",
                        "null",
                        "missing stressors");
            case IOCHAOS -> io();
            case JVMCHAOS -> jvm();
            default -> {
                // nothing that a client is likely to break
            }
        }
    }

    private void mode(String path, Map<String, Object> from) {
        String mode = Tree.text(from, "mode");
        String value = Tree.text(from, "value");
        if (!mode.equals("fixed") && !mode.endsWith("percent")) {
            return;
        }
        String field = path + ".value";
        try {
            int number = Integer.parseInt(value);
            if (mode.equals("fixed")) {
                require(number > 0, field, value, "value must be greater than 0 with mode:fixed");
            } else {
                require(
                        number > 0 && number <= 100,
                        field,
                        value,
                        "value of " + number + " is invalid, Must be (0,100] with mode:" + mode);
            }
        } catch (NumberFormatException none) {
            invalid(field, value, "parse value field error:strconv.Atoi: parsing \"" + value + "\": invalid syntax");
        }
    }

    private void duration(String field, String text) {
        if (text.isEmpty()) {
            return; // upstream lets it pass, and such chaos runs for ever
        }
        try {
            GoDuration.parse(text);
        } catch (IllegalArgumentException wrong) {
            String name = field.substring(field.lastIndexOf('.') + 1);
            invalid("spec." + field, text, "parse " + name + " field error:" + wrong.getMessage());
        }
    }

    private void pod() {
        String action = Tree.text(spec, "action");
        require(
                !action.equals("container-kill")
                        || !Tree.list(spec.get("containerNames")).isEmpty(),
                "spec.containerNames",
                "null",
                "the name of container is empty on " + action + " action: invalid value");
    }

    private void network() {
        String direction = Tree.text(spec, "direction");
        boolean target = Tree.has(spec, "target");
        require(
                direction.equals("to") || target,
                "spec.direction",
                direction,
                "`target` should not be empty when `direction` is `from` or `both`");
        require(
                direction.equals("to")
                        || Tree.list(spec.get("externalTargets")).isEmpty()
                        || Tree.text(spec, "action").equals("partition"),
                "spec.direction",
                direction,
                "external targets cannot be used with `from` and `both` direction in netem action yet");
        if (target) {
            mode("spec.target", Tree.map(spec.get("target")));
        }
        duration("delay.latency", Tree.text(spec, "delay", "latency"));
        duration("delay.jitter", Tree.text(spec, "delay", "jitter"));
        for (String share : List.of("loss", "duplicate", "corrupt")) {
            share(share + "." + share, Tree.text(spec, share, share));
        }
    }

    private void share(String field, String text) {
        try {
            if (!text.isEmpty()) {
                Double.parseDouble(text);
            }
        } catch (NumberFormatException none) {
            invalid(
                    "spec." + field,
                    text,
                    "parse " + field.substring(field.indexOf('.') + 1) + " field error:strconv.ParseFloat: parsing \""
                            + text + "\": invalid syntax");
        }
    }

    private void http() {
        String port = Tree.text(spec, "port");
        boolean positive = port.matches("[0-9]+") && !port.matches("0+");
        require(positive, "spec.port", port, "port " + port + " is not supported");
        duration("delay", Tree.text(spec, "delay"));
    }

    private void io() {
        duration("delay", Tree.text(spec, "delay"));
        boolean errno = Tree.has(spec, "errno") && !Tree.text(spec, "errno").equals("0");
        require(
                !Tree.text(spec, "action").equals("fault") || errno,
                "spec.errno",
                "0",
                "action fault: errno 0 is not supported");
    }

    private void jvm() {
        String action = Tree.text(spec, "action");
        if (List.of("latency", "return", "exception").contains(action)) {
            require(Tree.has(spec, "class"), "spec", "null", "class not provided");
            require(Tree.has(spec, "method"), "spec", "null", "method not provided");
        }
        require(
                !action.equals("mysql") || List.of("5", "8").contains(Tree.text(spec, "mysqlConnectorVersion")),
                "spec",
                "null",
                "mysqlConnectorVersion should be 5 or 8");
    }

    private void require(boolean holds, String field, String value, String why) {
        if (!holds) {
            invalid(field, value, why);
        }
    }

    private void invalid(String field, String value, String why) {
        broken.add(field + ": Invalid value: \"" + value + "\": " + why);
    }
}

package dev.tensile.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.Fault;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.JitterShape;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.Share;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A chaos object of the emulated cluster as a fault of a local link: delays and partitions; nothing else can be acted out there. */
record ActedOut(Fault fault, Intensity intensity) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern GO = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|ms|s|m|h)");

    static Optional<ActedOut> of(String kind, String spec, Dependency link) {
        JsonNode tree = tree(spec);
        if (kind.equals("NetworkChaos")) {
            return networkChaos(tree, link);
        }
        return kind.equals("ChaosEngine") ? chaosEngine(tree.path("experiments").path(0), link) : Optional.empty();
    }

    private static Optional<ActedOut> networkChaos(JsonNode spec, Dependency link) {
        return switch (spec.path("action").asText()) {
            case "delay" -> {
                JsonNode delay = spec.path("delay");
                yield Optional.of(latency(
                        link,
                        duration(delay.path("latency").asText()),
                        duration(delay.path("jitter").asText())));
            }
            case "partition" -> Optional.of(new ActedOut(new LinkFault.Blackhole(link), new Intensity.Full()));
            default -> Optional.empty();
        };
    }

    private static Optional<ActedOut> chaosEngine(JsonNode experiment, Dependency link) {
        if (!experiment.path("name").asText().equals("pod-network-latency")) {
            return Optional.empty();
        }
        long latency = 2000;
        long jitter = 0;
        for (JsonNode env : experiment.at("/spec/components/env")) {
            latency = env.path("name").asText().equals("NETWORK_LATENCY")
                    ? env.path("value").asLong()
                    : latency;
            jitter = env.path("name").asText().equals("JITTER")
                    ? env.path("value").asLong()
                    : jitter;
        }
        return Optional.of(latency(link, Duration.ofMillis(latency), Duration.ofMillis(jitter)));
    }

    private static ActedOut latency(Dependency link, Duration delay, Duration jitter) {
        return new ActedOut(
                new LinkFault.Latency(link, JitterShape.UNIFORM, Share.NOTHING), new Intensity.Delay(delay, jitter));
    }

    private static Duration duration(String go) {
        Matcher matcher = GO.matcher(go);
        if (!matcher.matches()) {
            return Duration.ZERO;
        }
        double seconds = Double.parseDouble(matcher.group(1))
                * switch (matcher.group(2)) {
                    case "ns" -> 1e-9;
                    case "us" -> 1e-6;
                    case "ms" -> 1e-3;
                    case "m" -> 60;
                    case "h" -> 3600;
                    default -> 1;
                };
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the emulated cluster does not speak JSON: " + text, broken);
        }
    }
}

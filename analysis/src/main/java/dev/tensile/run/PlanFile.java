package dev.tensile.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tensile.experiment.Plan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A plan as JSON with its digest: what was going to be done, fixed before it was. */
public record PlanFile(String digest, Plan plan) {
    /** Computes the digest: SHA-256 over the plan as JSON on one line, keys in order. */
    public static PlanFile of(Plan plan) {
        try {
            return new PlanFile(sha256(Json.COMPACT.writeValueAsBytes(plan)), plan);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a plan cannot be written as JSON", impossible);
        }
    }

    /** For people and for {@code run --plan}. */
    public String toJson() {
        try {
            return Json.PRETTY.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a plan cannot be written as JSON", impossible);
        }
    }

    /**
     * Reads a plan and checks that it is the one that was written.
     *
     * @throws RunStoreException if it cannot be read or was changed
     */
    public static PlanFile read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException unreadable) {
            throw new RunStoreException(
                    "cannot read the plan " + file, "check the path; tensile plan --save writes one", unreadable);
        }
        PlanFile read = parse(file, text);
        if (!of(read.plan()).digest().equals(read.digest())) {
            throw new RunStoreException(
                    "the plan " + file + " was changed after it was written: its digest does not fit",
                    "make a new plan from the script",
                    null);
        }
        return read;
    }

    private static PlanFile parse(Path file, String text) {
        try {
            JsonNode tree = Json.COMPACT.readTree(text);
            JsonNode version = tree.path("plan").path("version");
            if (version.asInt() != Plan.VERSION) {
                throw new RunStoreException(
                        file + " has plan version " + version.asText("none") + ", this Tensile reads version "
                                + Plan.VERSION,
                        "make a new plan from the script with this Tensile",
                        null);
            }
            if (tree.path("plan").path("experiment") instanceof ObjectNode experiment
                    && !experiment.has("mechanisms")) {
                experiment.putArray("mechanisms");
            }
            for (JsonNode service : tree.findParents("healthPath")) {
                if (service instanceof ObjectNode fields && !fields.has("metricsPath")) {
                    fields.put("metricsPath", "");
                }
            }
            return Json.COMPACT.treeToValue(tree, PlanFile.class);
        } catch (JsonProcessingException malformed) {
            throw new RunStoreException(
                    file + " is not a plan: " + malformed.getOriginalMessage(),
                    "make a new plan from the script",
                    malformed);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** SHA-256 of a script, in hex. */
    public static String digestOf(String script) {
        return sha256(script.getBytes(StandardCharsets.UTF_8));
    }
}

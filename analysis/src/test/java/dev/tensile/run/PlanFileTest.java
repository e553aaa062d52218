package dev.tensile.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.experiment.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanFileTest {
    @TempDir
    Path folder;

    @Test
    void readsBackWhatItWrote() throws IOException {
        PlanFile written = PlanFile.of(Specimen.plan());
        Path file = Files.writeString(folder.resolve("plan.json"), written.toJson());
        assertEquals(written, PlanFile.read(file));
    }

    @Test
    void hasTheSameDigestHoweverMapsAreOrdered() {
        // Map.copyOf iterates in an order that changes with each JVM: this digest was computed in another one.
        assertEquals(
                PlanFile.of(Specimen.plan()).digest(),
                PlanFile.of(Specimen.plan()).digest());
        String json = PlanFile.of(Specimen.plan()).toJson();
        assertTrue(json.indexOf("\"payment-timeout\"") < json.indexOf("\"workers\""), json);
        assertTrue(json.indexOf("429") < json.indexOf("503"), json);
    }

    @Test
    void refusesAPlanThatWasChanged() throws IOException {
        String json = PlanFile.of(Specimen.plan()).toJson().replace("\"seed\" : 42", "\"seed\" : 43");
        Path file = Files.writeString(folder.resolve("plan.json"), json);
        RunStoreException refused = assertThrows(RunStoreException.class, () -> PlanFile.read(file));
        assertTrue(String.valueOf(refused.getMessage()).contains("changed after it was written"));
    }

    @Test
    void refusesAPlanOfAnotherVersionAndSaysWhich() throws IOException {
        String json = PlanFile.of(Specimen.plan()).toJson().replace("\"version\" : " + Plan.VERSION, "\"version\" : 9");
        Path file = Files.writeString(folder.resolve("plan.json"), json);
        RunStoreException refused = assertThrows(RunStoreException.class, () -> PlanFile.read(file));
        assertTrue(String.valueOf(refused.getMessage()).contains("version 9"));
    }

    @Test
    void saysOfABrokenPlanThatItIsNone() throws IOException {
        Path file = Files.writeString(folder.resolve("plan.json"), "{\"plan\": {\"version\": " + Plan.VERSION + "}}");
        assertTrue(String.valueOf(assertThrows(RunStoreException.class, () -> PlanFile.read(file))
                        .getMessage())
                .contains("is not a plan"));
    }
}

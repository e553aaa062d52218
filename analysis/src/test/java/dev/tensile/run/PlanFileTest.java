package dev.tensile.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Experiment;
import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.Load;
import dev.tensile.experiment.LocalProgram;
import dev.tensile.experiment.Mechanism;
import dev.tensile.experiment.MechanismExpectation;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Program;
import dev.tensile.experiment.ProgramFault;
import dev.tensile.experiment.Promise;
import dev.tensile.experiment.Rate;
import dev.tensile.experiment.Rung;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Share;
import dev.tensile.experiment.SourceRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    void readsAPlanFromBeforeThereWereMechanismsAndWritesOneWithoutThemAsThen() throws IOException {
        String json = PlanFile.of(Specimen.plan()).toJson();
        assertFalse(json.contains("mechanisms"), json);
        Path file = Files.writeString(folder.resolve("plan.json"), json);
        assertEquals(List.of(), PlanFile.read(file).plan().experiment().mechanisms());
    }

    @Test
    void readsAPlanFromBeforeServicesHadMetricsAndWritesOneWithoutThemAsThen() throws IOException {
        String json = PlanFile.of(Specimen.plan()).toJson();
        assertFalse(json.contains("metricsPath"), json);
        Path file = Files.writeString(folder.resolve("plan.json"), json);
        Load load = PlanFile.read(file).plan().experiment().loads().get(0);
        assertEquals("", load.on().metricsPath());
    }

    @Test
    void readsBackWhatIsExpectedOfMechanisms() throws IOException {
        Plan plan = withMechanisms(
                new MechanismExpectation(
                        new Mechanism.Breaker("payments"),
                        List.of(
                                new Promise.TripsAt(Share.ofPercent(50), 20, 10),
                                new Promise.OpensWithin(Duration.ofSeconds(5)),
                                new Promise.LeaksAtMost(20),
                                new Promise.ClosesWithin(Duration.ofSeconds(10))),
                        SourceRef.NONE),
                new MechanismExpectation(
                        new Mechanism.Bulkhead("shopping", "/cart"),
                        List.of(new Promise.MovesAtMost(0.25)),
                        SourceRef.NONE),
                new MechanismExpectation(
                        new Mechanism.RateLimit("shopping"),
                        List.of(new Promise.AcceptsAtMost(new Rate(100))),
                        SourceRef.NONE),
                new MechanismExpectation(
                        new Mechanism.Recovery(),
                        List.of(new Promise.RecoversWithin(Duration.ofSeconds(10))),
                        SourceRef.NONE));
        PlanFile written = PlanFile.of(plan);
        assertEquals(written, PlanFile.read(Files.writeString(folder.resolve("plan.json"), written.toJson())));
        assertNotEquals(PlanFile.of(Specimen.plan()).digest(), written.digest());
    }

    private static Plan withMechanisms(MechanismExpectation... mechanisms) {
        Experiment like = Specimen.experiment();
        Experiment experiment = new Experiment(
                like.name(),
                like.owner(),
                like.because(),
                like.tags(),
                like.environment(),
                like.targets(),
                like.loads(),
                like.hypothesis(),
                like.guardrails(),
                like.warmUp(),
                like.baseline(),
                like.ladder(),
                like.recovery(),
                like.settle(),
                like.parameters(),
                List.of(mechanisms),
                like.at());
        return Plan.of(experiment, "local", "x.chaos.kts", PlanFile.digestOf("script"), 42);
    }

    @Test
    void readsBackWhereProgramsRunAndWhatIsDoneToThem() throws IOException {
        List<LocalProgram.Origin> origins = List.of(
                new LocalProgram.PidFiles(List.of("/run/a.pid")),
                new LocalProgram.Listening(new HostPort("127.0.0.1", 8081)),
                new LocalProgram.Command(List.of("sleep", "9"), "/srv", Map.of("PORT", "8081")),
                new LocalProgram.Machine());
        List<Dose> doses = new ArrayList<>();
        for (LocalProgram.Origin origin : origins) {
            LocalProgram local = new LocalProgram(origin, "", List.of(), "127.0.0.1:8081", Duration.ofSeconds(9));
            Program on = new Program("orders", List.of(local), SourceRef.NONE);
            BlastRadius all = new BlastRadius(Scope.INSTANCES, Share.ALL);
            doses.add(new Dose(new ProgramFault.Pause(on), all, new Intensity.Full()));
            doses.add(new Dose(new ProgramFault.FullDisk(on, "/data"), all, new Intensity.Space(5_000_000)));
            doses.add(new Dose(new ProgramFault.BusyDisk(on, "/data"), all, new Intensity.Transfer(5_000)));
            doses.add(new Dose(new ProgramFault.Scarcity(on, ProgramFault.Scarce.THREADS), all, new Intensity.Left(3)));
        }
        String json = Json.COMPACT.writeValueAsString(new Rung(doses, Duration.ofSeconds(1), SourceRef.NONE));
        assertEquals(doses, Json.COMPACT.readValue(json, Rung.class).doses());
    }

    @Test
    void readsBackWhatWasMeasured() throws IOException {
        Event.Reverted written = new Event.Reverted(
                1, 1, 0, new Delivered.Measured("memory held", "bytes", 9, 8, 7, 9, List.of("It was tight.")));
        assertEquals(written, Json.COMPACT.readValue(Json.COMPACT.writeValueAsString(written), Event.class));
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

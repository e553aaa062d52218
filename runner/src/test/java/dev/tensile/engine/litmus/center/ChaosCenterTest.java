package dev.tensile.engine.litmus.center;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.EngineException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client against a ChaosCenter with the real schema, when all is well and when it says no. */
@Timeout(60)
final class ChaosCenterTest {
    private static final ProbeTiming TIMING =
            new ProbeTiming(Duration.ofSeconds(5), Duration.ofSeconds(2), 1, ProbeTiming.OnFailure.GO_ON);

    private FakeChaosCenter fake;
    private ChaosCenter center;

    @BeforeEach
    void open() {
        fake = new FakeChaosCenter();
        center = fake.logIn();
    }

    @AfterEach
    void close() {
        center.close();
        fake.close();
    }

    @Test
    void tellsTheServersVersion() throws InterruptedException {
        assertEquals("3.31.0", center.serverVersion());
    }

    @Test
    void logsInOnceForManyQuestions() throws InterruptedException {
        center.serverVersion();
        center.infras();
        assertEquals(List.of("admin"), fake.logins);
    }

    @Test
    void findsTheProjectTheEnvironmentAndTheInfra() throws InterruptedException {
        assertEquals(List.of(new Project("project-1", "shop")), center.projects());
        assertEquals("project-1", center.project());
        assertEquals(
                List.of(new ChaosEnvironment("env-1", "staging", "NON_PROD", List.of("infra-1"))),
                center.environments());
        assertEquals(Drafts.STAGING, center.infra());
    }

    @Test
    void readsListsToTheirLastPage() throws InterruptedException {
        IntStream.range(0, 119)
                .forEach(i -> fake.books.infras.add(FakeBooks.infra("i" + i, "n" + i, "cluster", false)));
        IntStream.range(0, 70).forEach(i -> fake.projects.add(Map.of("projectID", "p" + i, "name", "n" + i)));
        assertEquals(120, center.infras().size());
        assertEquals(71, center.projects().size());
    }

    @Test
    void anApiTokenIsSentWithoutALogin() throws InterruptedException {
        try (ChaosCenter machine = fake.withToken()) {
            assertEquals("project-1", machine.project());
        }
        assertEquals(List.of(), fake.logins);
    }

    @Test
    void revokesTheTokenOfItsLoginAndLeavesAnApiTokenToItsOwner() throws InterruptedException {
        center.serverVersion();
        center.close();
        assertFalse(fake.isAnyTokenGood());
        try (ChaosCenter machine = fake.withToken()) {
            machine.serverVersion();
        }
        assertTrue(fake.isAnyTokenGood());
    }

    @Test
    void savingAgainUnderTheSameIdReplaces() throws InterruptedException {
        center.save(Drafts.draft());
        center.save(Drafts.draft(Drafts.manifest(Drafts.podDelete("delete-a"))));
        assertEquals(List.of(Drafts.ID), List.copyOf(fake.books.experiments.keySet()));
        center.run(Drafts.ID);
        assertEquals(List.of("delete-a"), fake.onlyRun().engines);
    }

    @Test
    void aNameThatIsTakenIsRefusedInTheServersWords() throws InterruptedException {
        center.save(Drafts.draft());
        ExperimentDraft other = ExperimentDraft.of("other-id", Drafts.manifest(Drafts.latency("a")), Drafts.STAGING);
        Refused refused = Refused.by(() -> center.save(other));
        refused.says("should be unique");
    }

    @Test
    void aBadManifestNeverLeavesTheHouse() {
        Refused refused = Refused.by(
                () -> center.save(Drafts.draft("other-name", Drafts.draft().manifest())));
        refused.says("name-matches");
        assertEquals(List.of(), fake.logins);
    }

    @Test
    void deletesAndListsAndPauses() throws InterruptedException {
        ChaosExperimentManifest manifest = Drafts.manifest(Drafts.podDelete("a"));
        center.save(Drafts.draft(manifest.name(), manifest.toCronWorkflow("0 3 * * 1")));
        assertEquals(Optional.empty(), center.run(Drafts.ID));
        center.cronState(Drafts.ID, CronState.PAUSED);
        assertEquals(true, fake.books.experiment(Drafts.ID).get("disabled"));
        center.delete(Drafts.ID);
        assertEquals(Map.of(), fake.books.experiments);
    }

    @Test
    void aProbeIsAddedFoundAndDeleted() throws InterruptedException {
        Probe probe = new Probe.Prometheus(
                "orders-p99",
                TIMING,
                "http://prometheus:9090",
                "up{app='orders'}",
                new ProbeComparator("float", ">=", "1"));
        assertTrue(center.isProbeNameFree("orders-p99"));
        center.addProbe(probe);
        assertFalse(center.isProbeNameFree("orders-p99"));
        assertEquals(new KnownProbe("orders-p99", "promProbe", ""), center.getProbe("orders-p99"));
        center.deleteProbe("orders-p99");
        Refused missing = Refused.by(() -> center.getProbe("orders-p99"));
        missing.mendsBy("probe");
    }

    @Test
    void aStepThatNamesAnUnknownProbeIsRefused() {
        FaultStep step = Drafts.latency("a").withProbes(List.of(new StepProbe.Stored("nobody", ProbeMode.CONTINUOUS)));
        Refused refused = Refused.by(() -> center.save(Drafts.draft(Drafts.manifest(step))));
        refused.says("nobody");
        refused.mendsBy("add the probe");
    }

    @Test
    void whoMayNotSaveIsToldWhichRoleIsNeeded() {
        fake.books.role = FakeBooks.Role.EXECUTOR;
        Refused refused = Refused.by(() -> center.save(Drafts.draft()));
        refused.is(EngineException.Category.ENVIRONMENT);
        refused.mendsBy("Owner");
    }

    @Test
    void noProjectIsSaid() throws InterruptedException {
        fake.projects.clear();
        assertEquals(List.of(), center.projects());
        try (ChaosCenter machine = fake.withToken()) {
            Refused none = Refused.by(machine::project);
            none.says("no project");
        }
    }

    @Test
    void amongSeveralProjectsOneMustBeChosen() {
        fake.projects.add(Map.of("projectID", "project-2", "name", "other"));
        try (ChaosCenter machine = fake.withToken()) {
            Refused open = Refused.by(machine::project);
            open.says("project-2 (other)");
            open.mendsBy("TENSILE_CHAOSCENTER_PROJECT");
        }
    }

    @Test
    void anInitialPasswordIsToBeChanged() {
        fake.initialPassword = true;
        Refused refused = Refused.by(center::infras);
        refused.says("initial password");
        refused.mendsBy("change the password");
    }

    @Test
    void anInactiveInfraIsNotChosen() throws InterruptedException {
        fake.books.infras.get(0).put("isActive", false);
        assertEquals(1, center.infras().size());
        Refused none = Refused.by(center::infra);
        none.says("staging is inactive");
    }

    @Test
    void anInactiveInfraRunsNothing() throws InterruptedException {
        center.save(Drafts.draft());
        fake.books.infras.get(0).put("isActive", false);
        Refused refused = Refused.by(() -> center.run(Drafts.ID));
        refused.mendsBy("subscriber");
        assertEquals(Map.of(), fake.books.runs);
    }

    @Test
    void amongSeveralInfrasOneMustBeChosen() throws InterruptedException {
        fake.books.infras.add(FakeBooks.infra("infra-2", "prod", "namespace", true));
        Refused.by(center::infra);
        ChaosCenterSettings settings = ChaosCenterSettings.of(
                fake.url(), Credentials.password(FakeChaosCenter.USER, FakeChaosCenter.PASSWORD));
        try (ChaosCenter chosen = new ChaosCenter(settings.withInfra("prod"))) {
            assertEquals("infra-2", chosen.infra().id());
            assertFalse(chosen.infra().reaches("shop"));
        }
        try (ChaosCenter wrong = new ChaosCenter(settings.withInfra("prd"))) {
            Refused none = Refused.by(wrong::infra);
            none.says("did you mean \"prod\"");
        }
    }

    @Test
    void aWrongPasswordIsNotTriedAgain() {
        ChaosCenterSettings settings = ChaosCenterSettings.of(fake.url(), Credentials.password("admin", "wrong"));
        try (ChaosCenter stranger = new ChaosCenter(settings)) {
            Refused refused = Refused.by(stranger::infras);
            refused.says("\"admin\"");
        }
        assertEquals(1, fake.logins.size());
    }
}

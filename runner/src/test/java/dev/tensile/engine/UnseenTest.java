package dev.tensile.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.local.LocalEngine;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Experiment;
import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.Mechanism;
import dev.tensile.experiment.MechanismExpectation;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Problem;
import dev.tensile.experiment.Promise;
import dev.tensile.experiment.SourceRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UnseenTest {
    private static final Dependency PAYMENTS =
            TestPlans.dependency("payments", new HostPort("127.0.0.1", 2), new HostPort("127.0.0.1", 3));

    private static Plan expecting(Dose dose, String dependency) {
        Plan plan = TestPlans.plan(dose);
        Experiment like = plan.experiment();
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
                List.of(new MechanismExpectation(
                        new Mechanism.Breaker(dependency),
                        List.of(new Promise.OpensWithin(Duration.ofSeconds(5))),
                        new SourceRef("x.chaos.kts", 7))),
                like.at());
        return Plan.of(experiment, "local", "", "", 1);
    }

    private static void warns(String what, List<Problem> problems) {
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.get(0).what().contains(what), problems.toString());
        assertTrue(!problems.get(0).isError()
                && problems.get(0).at().line() == 7
                && !problems.get(0).mend().isEmpty());
    }

    @Test
    void anEngineThatSeesNoTrafficCannotObserveABreaker() {
        warns(
                "cannot be observed",
                Unseen.of(expecting(TestPlans.resetOf("payments"), "payments"), new FakeEngine(new ArrayList<>())));
    }

    @Test
    void aBreakerThatNoRungTouchesHasNoReasonToAct() {
        warns("no reason to act", Unseen.of(expecting(TestPlans.resetOf("payments"), "stock"), new LocalEngine()));
    }

    @Test
    void aPortThatDoesNotListenIsCalledBySomebodyNobodySees() {
        warns("count who calls", Unseen.of(expecting(TestPlans.refuse(PAYMENTS, 100), "payments"), new LocalEngine()));
        assertEquals(List.of(), Unseen.of(expecting(TestPlans.refuse(PAYMENTS, 90), "payments"), new LocalEngine()));
    }
}

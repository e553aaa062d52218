package dev.tensile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.Ability;
import dev.tensile.engine.Engine;
import dev.tensile.script.DeclaredFault;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the engines say of themselves, against the language. */
final class EnginesTest {
    /** Every function of the language that makes a fault. */
    private static Set<String> words() throws ClassNotFoundException {
        return Arrays.stream(Class.forName("dev.tensile.script.FaultsKt").getMethods())
                .filter(method -> DeclaredFault.class.isAssignableFrom(method.getReturnType()))
                .map(method -> method.getName().replaceFirst("(-.*|\\$.*)", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyFaultOfTheLanguageCanBeInjectedBySomeEngineAndNoEngineNamesOneThatIsNotThere() throws Exception {
        Set<String> able = Engines.all("").stream()
                .map(Engine::abilities)
                .flatMap(abilities -> abilities.stream().map(Ability::fault))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(words(), able);
    }

    @Test
    void everyAbilitySaysWhatItIsAndWhatItNeeds() {
        for (Engine engine : Engines.all("")) {
            for (Ability ability : engine.abilities()) {
                assertTrue(!ability.by().isBlank() && !ability.needs().isBlank(), ability::toString);
            }
        }
    }

    @Test
    void everyEngineCanUndoWhatItJournals() {
        assertTrue(Engines.undoers().keySet().containsAll(Set.of("local", "chaosmesh", "litmus", "demo")));
    }

    @Test
    void faultsShowsWhichEngineCanInjectWhatAndOneInFull() {
        Answer.of("faults").exits(ExitCode.HELD).prints("NetworkChaos delay", "pod-delete");
        Answer.of("faults", "refuse").exits(ExitCode.HELD).prints("chaosmesh: cannot do it");
        Answer.of("faults", "latencyy").exits(ExitCode.USAGE).says("did you mean \"latency\"?");
    }

    @Test
    void exportTellsAScheduleFromTheOthers() {
        Answer.of("export", "x.chaos.kts", "--to", "chaosmesh", "--as", "schedule")
                .exits(ExitCode.USAGE)
                .says("a schedule needs a time");
        Answer.of("export", "x.chaos.kts", "--to", "chaosmesh", "--cron", "@every 1h")
                .exits(ExitCode.USAGE)
                .says("--cron is for --as schedule");
    }
}

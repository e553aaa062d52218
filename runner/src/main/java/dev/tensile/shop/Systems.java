package dev.tensile.shop;

import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineException.Category;
import dev.tensile.engine.HealthCheck;
import dev.tensile.engine.RunTime;
import dev.tensile.engine.SystemUnderTest;
import dev.tensile.experiment.Environment;
import dev.tensile.experiment.Experiment;
import dev.tensile.experiment.Target;
import dev.tensile.process.ProcessId;
import dev.tensile.run.Event;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Finds or starts the system that an experiment is about. */
public final class Systems {
    private Systems() {}

    /** @param demo the folder with the jars of the demo */
    public static SystemUnderTest of(Experiment experiment, Path demo) {
        if (experiment.environment() instanceof Environment.DemoShop shop) {
            return (journal, time) -> shop(new DemoShop(demo), shop.settings(), experiment.targets(), journal, time);
        }
        return (journal, time) -> new Found(experiment.targets());
    }

    private static SystemUnderTest.Running shop(
            DemoShop shop, Map<String, String> settings, List<Target> targets, Consumer<Event> journal, RunTime time) {
        if (shop.isUp()) {
            mustFit(shop.settings(), DemoShop.withDefaults(settings));
            journal.accept(new Event.Note(time.nanos(), "The demo shop was running already."));
            return new Found(targets);
        }
        journal.accept(new Event.Injecting(time.nanos(), 0, 0, "start the demo shop", shop.undo()));
        shop.start(settings, DemoShop.Ways.of(targets), DemoShop.Lifetime.WITH_PARENT);
        journal.accept(new Event.Note(time.nanos(), "The demo shop is started: " + names(shop.alive()) + "."));
        return new Started(shop, targets);
    }

    private static String names(Map<String, ProcessId> processes) {
        return processes.entrySet().stream()
                .map(entry -> entry.getKey() + " is process " + entry.getValue().pid())
                .collect(Collectors.joining(", "));
    }

    private static void mustFit(Map<String, String> running, Map<String, String> asked) {
        if (!running.equals(asked)) {
            throw new EngineException(
                    Category.ENVIRONMENT,
                    "the demo shop is running with " + running + ", but the script asks for " + asked,
                    "stop it with `tensile demo down`; the run starts its own",
                    null);
        }
    }

    private record Found(List<Target> targets) implements SystemUnderTest.Running {
        @Override
        public void checkHealth() {
            HealthCheck.of(targets);
        }

        @Override
        public void close() {
            // what was found running goes on running
        }
    }

    private record Started(DemoShop shop, List<Target> targets) implements SystemUnderTest.Running {
        @Override
        public void checkHealth() {
            shop.awaitReady();
            HealthCheck.of(targets);
        }

        @Override
        public void close() {
            List<String> left = shop.stop();
            if (!left.isEmpty()) {
                throw new EngineException(
                        Category.BROKEN, "the demo shop is still running: " + left, "end these processes by id", null);
            }
        }
    }
}

package dev.tensile.demo.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** One run of one ChaosEngine: what the runner and the experiment pod do. On the operator's thread only. */
final class EngineRun {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    /** What every run works with. */
    record World(
            Store store,
            Pods pods,
            Nodes nodes,
            Recorder recorder,
            LitmusBehaviour behaviour,
            Random random,
            Loop loop) {}

    private final World world;
    private final Ref engine;
    private final String uid;
    private final EngineSpec spec;
    private final LitmusEffects kind;
    private final LitmusResult result;
    private final String runner;
    private final String experimentPod;
    private LitmusBehaviour.Script script = new LitmusBehaviour.Script(LitmusBehaviour.Course.PASSES, "", "");
    private List<String> targets = List.of();
    private boolean over;

    EngineRun(World world, Ref engine, String uid, EngineSpec spec) {
        this.world = world;
        this.engine = engine;
        this.uid = uid;
        this.spec = spec;
        this.kind = LitmusEffects.of(spec.experiment());
        this.result = new LitmusResult(world.store(), engine, spec);
        this.runner = engine.name() + "-runner";
        this.experimentPod = Names.random(Names.random(spec.experiment() + "-") + "-");
    }

    void start() {
        experiment("Waiting for Job Creation", "N/A");
        next(this::startRunner);
    }

    private void next(Runnable step) {
        in(world.behaviour().stepTime(), step);
    }

    private void in(Duration time, Runnable step) {
        world.loop()
                .run(
                        () -> {
                            if (!over) {
                                step.run();
                            }
                        },
                        time);
    }

    private void startRunner() {
        if (!world.behaviour().isRunnerStarting()) {
            in(LOOK_AGAIN, this::startRunner);
            return;
        }
        world.pods().add(engine.namespace(), runner, Map.of("chaosUID", uid, "app", runner), "chaos-runner");
        event(
                runner,
                "ExperimentDependencyCheck",
                "Experiment resources validated for Chaos Experiment: " + spec.experiment());
        next(this::createJob);
    }

    private Optional<GenericKubernetesResource> definition() {
        return world.store().find(Litmus.EXPERIMENT.ref(engine.namespace(), spec.experiment()));
    }

    private void createJob() {
        if (definition().isEmpty()) {
            event(runner, "ExperimentNotFound", "Unable to get ChaosExperiment Resources: " + spec.experiment());
            in(LOOK_AGAIN, this::createJob);
            return;
        }
        world.pods()
                .add(
                        engine.namespace(),
                        experimentPod,
                        Map.of("chaosUID", uid, "name", spec.experiment()),
                        "chaos-experiment");
        event(runner, "ExperimentJobCreate", "Experiment Job " + job() + " for Chaos Experiment: " + spec.experiment());
        experiment("Running", "Awaited");
        next(this::check);
    }

    private String job() {
        return experimentPod.substring(0, experimentPod.lastIndexOf('-'));
    }

    private void check() {
        script = world.behaviour().script();
        result.begin(uid);
        targets = spec.targets(world.store(), definition(), world.random());
        if (targets.isEmpty()) {
            fail("TARGET_SELECTION_ERROR", "no pod found with matching labels and kind");
            return;
        }
        event(experimentPod, "PreChaosCheck", "AUT: Running");
        next(this::inject);
    }

    private void inject() {
        if (script.course() == LitmusBehaviour.Course.FAILS_TO_INJECT) {
            fail(script.errorCode(), script.reason());
            return;
        }
        event(experimentPod, "ChaosInject", "Injecting " + spec.experiment() + " chaos on application pod");
        Duration duration = world.behaviour().seconds(spec.duration(definition()));
        if (script.course() == LitmusBehaviour.Course.ANNOUNCES_ONLY) {
            in(duration, this::conclude);
            return;
        }
        if (kind.isKill()) {
            kill(System.nanoTime() + duration.toNanos());
            in(duration, this::revert);
        } else {
            injectFrom(0, duration);
        }
    }

    /** One target after the other, each written down as it is hurt. */
    private void injectFrom(int index, Duration duration) {
        if (index == targets.size()) {
            in(duration, this::revert);
            return;
        }
        String target = targets.get(index);
        if (script.course() != LitmusBehaviour.Course.INJECTS_IN_NAME_ONLY) {
            kind.happened(world.store(), engine, target, spec.environment(definition()));
            world.nodes().begin(effect(target));
        }
        result.tell(target, kind, "injected");
        Duration between = world.behaviour().betweenTargets();
        if (between.isZero()) {
            injectFrom(index + 1, duration);
        } else {
            in(between, () -> injectFrom(index + 1, duration));
        }
    }

    /** Again at every interval, each time other pods, because the first ones are gone. */
    private void kill(long until) {
        if (System.nanoTime() - until >= 0 || script.course() == LitmusBehaviour.Course.INJECTS_IN_NAME_ONLY) {
            return;
        }
        spec.targets(world.store(), definition(), world.random()).forEach(target -> {
            world.nodes().happened(effect(target));
            if (spec.experiment().equals("pod-delete")) {
                world.pods().replace(target);
            } else {
                world.pods().restart(target);
            }
        });
        in(world.behaviour().seconds(spec.interval(definition())), () -> kill(until));
    }

    private Effect effect(String target) {
        return new Effect("ChaosEngine", engine.key(), target, spec.spec());
    }

    private void revert() {
        if (script.course() == LitmusBehaviour.Course.FAILS_TO_REVERT) {
            fail(script.errorCode(), script.reason());
            return;
        }
        putBack();
        event(experimentPod, "PostChaosCheck", "AUT: Running");
        next(this::conclude);
    }

    private void putBack() {
        if (kind.isKill()) {
            targets.forEach(target -> result.tell(target, kind, "targeted"));
            return;
        }
        targets.stream().filter(result::isTold).forEach(target -> {
            world.nodes().end("ChaosEngine", engine.key(), target);
            kind.over(world.store(), engine, target);
            result.tell(target, kind, "reverted");
        });
    }

    private void conclude() {
        boolean failed = script.course() == LitmusBehaviour.Course.FAILS_PROBES;
        if (failed) {
            result.completed("Completed_With_Probe_Failure", "Fail", "0");
        } else {
            result.completed("Completed", "Pass", "100"); // also without probes
        }
        summarize(failed ? "Fail" : "Pass");
    }

    private void fail(String errorCode, String reason) {
        result.failed(errorCode, reason);
        summarize("Error");
    }

    private void summarize(String verdict) {
        event(experimentPod, "Summary", spec.experiment() + " experiment has been " + verdict + "ed");
        next(() -> complete(verdict));
    }

    private void complete(String verdict) {
        over = true;
        experiment("Completed", verdict);
        if (!spec.keepsJobs()) {
            event(runner, "ExperimentJobCleanUp", "Experiment Job " + job() + " is deleted");
            removePods();
        }
        event(
                "chaos-operator",
                "ChaosEngineCompleted",
                "ChaosEngine completed, will delete or retain the resources" + " according to jobCleanUpPolicy");
        world.store().change(engine, open -> {
            Tree.openStatus(open).put("engineStatus", "completed");
            Tree.open(open.getAdditionalProperties(), "spec").put("engineState", "stop");
        });
    }

    /** Kills all pods of the run. Without a grace period nobody puts back what they did. */
    void abort() {
        if (over) {
            return;
        }
        over = true;
        removePods();
        if (spec.revertsOnAbort() && script.course() != LitmusBehaviour.Course.FAILS_TO_REVERT) {
            putBack();
        }
        result.stopped();
        experiment("Forcefully Aborted", "Stopped");
    }

    private void removePods() {
        world.pods().remove(engine.namespace(), runner);
        world.pods().remove(engine.namespace(), experimentPod);
    }

    private void experiment(String status, String verdict) {
        Map<String, Object> experiment = new LinkedHashMap<>();
        experiment.put("name", spec.experiment());
        experiment.put("runner", runner);
        experiment.put("experimentPod", status.startsWith("Waiting") ? "Yet to be launched" : experimentPod);
        experiment.put("status", status);
        experiment.put("verdict", verdict);
        experiment.put("lastUpdateTime", Store.now());
        world.store().change(engine, open -> Tree.openStatus(open).put("experiments", List.of(experiment)));
    }

    private void event(String component, String reason, String message) {
        world.store()
                .find(engine)
                .ifPresent(on -> world.recorder().normal(on, component, reason, message, Instant.now()));
    }
}

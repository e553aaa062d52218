package dev.tensile.demo.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * One pass over one chaos object, step by step as Chaos Mesh's pipeline: finalizer, desired phase, conditions, records,
 * finalizer. Conditions come before records, and so lag them by one pass.
 */
final class Reconciliation {
    static final String FINALIZER = "chaos-mesh/records";
    static final String PAUSE = "experiment.chaos-mesh.org/pause";
    static final String CLEAN_FINALIZER = "chaos-mesh.chaos-mesh.org/cleanFinalizer";
    private static final String RUN = "Run";
    private static final String STOP = "Stop";

    /** What every pass works with. */
    record World(
            Store store,
            ChaosMeshBehaviour behaviour,
            Selection selection,
            Injector injector,
            Recorder recorder,
            Random random) {}

    private final World world;
    private final ChaosKind kind;
    private final Ref ref;
    private Optional<Duration> again = Optional.empty();

    Reconciliation(World world, ChaosKind kind, Ref ref) {
        this.world = world;
        this.kind = kind;
        this.ref = ref;
    }

    /** When to come back although nothing has changed until then. */
    Optional<Duration> pass() {
        step(this::initFinalizer);
        step(this::desiredPhase);
        step(this::conditions);
        step(this::records);
        step(this::cleanFinalizers);
        return again;
    }

    private void step(Consumer<GenericKubernetesResource> step) {
        world.store().find(ref).ifPresent(step);
    }

    private void initFinalizer(GenericKubernetesResource chaos) {
        if (!chaos.isMarkedForDeletion() && !chaos.getFinalizers().contains(FINALIZER)) {
            event(chaos, "initFinalizers", "FinalizerInited", "Finalizer has been inited");
            world.store().change(ref, open -> open.getMetadata().getFinalizers().add(FINALIZER));
            updated(chaos, "initFinalizers", "finalizer");
        }
    }

    private void desiredPhase(GenericKubernetesResource chaos) {
        String written = Tree.text(Tree.status(chaos), "experiment", "desiredPhase");
        Phase desired = desired(chaos);
        if (desired.name().equals(written)) {
            return;
        }
        if (!desired.reason().isEmpty()) {
            event(chaos, "desiredphase", desired.reason(), desired.message());
        }
        world.store()
                .change(
                        ref,
                        open -> Tree.open(Tree.openStatus(open), "experiment").put("desiredPhase", desired.name()));
        updated(chaos, "desiredphase", "desiredPhase");
    }

    private record Phase(String name, String reason, String message) {}

    private Phase desired(GenericKubernetesResource chaos) {
        if (chaos.isMarkedForDeletion()) {
            return new Phase(STOP, "Deleted", "Experiment has been deleted");
        }
        if (kind.isOneShot(Tree.spec(chaos))) {
            return new Phase(RUN, "", ""); // so that it is not applied a second time
        }
        Optional<Duration> left = untilStop(chaos);
        if (left.isPresent() && left.get().compareTo(Duration.ZERO) <= 0) {
            return new Phase(STOP, "TimeUp", "Time up according to the duration");
        }
        left.ifPresent(this::comeBack);
        if (isPaused(chaos)) {
            return new Phase(STOP, "Paused", "Experiment has been paused");
        }
        return new Phase(RUN, "Started", "Experiment has started");
    }

    /** Nothing, if it runs for ever: also when its duration cannot be read. */
    private Optional<Duration> untilStop(GenericKubernetesResource chaos) {
        if (!Tree.has(Tree.spec(chaos), "duration")) {
            return Optional.empty();
        }
        try {
            Duration duration = GoDuration.parse(Tree.text(Tree.spec(chaos), "duration"));
            Instant stop =
                    Instant.parse(chaos.getMetadata().getCreationTimestamp()).plus(duration);
            return Optional.of(Duration.between(world.behaviour().now(), stop));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean isPaused(GenericKubernetesResource chaos) {
        return "true".equals(annotation(chaos, PAUSE));
    }

    private static String annotation(GenericKubernetesResource chaos, String name) {
        return Optional.ofNullable(chaos.getMetadata().getAnnotations())
                .map(all -> all.get(name))
                .orElse("");
    }

    private void conditions(GenericKubernetesResource chaos) {
        Optional<List<String>> phases =
                read(chaos).map(all -> all.stream().map(ChaosRecord::phase).toList());
        Map<String, String> conditions = Conditions.of(phases, isPaused(chaos));
        if (!conditions.equals(Conditions.written(Tree.status(chaos)))) {
            List<Map<String, Object>> written = Conditions.toWrite(conditions, world.random());
            world.store().change(ref, open -> Tree.openStatus(open).put("conditions", written));
            updated(chaos, "condition", "conditions");
        }
    }

    private Optional<List<ChaosRecord>> read(GenericKubernetesResource chaos) {
        List<Map<String, Object>> written = Tree.maps(Tree.at(Tree.status(chaos), "experiment", "containerRecords"));
        Release release = world.behaviour().release();
        return written.isEmpty()
                ? Optional.empty()
                : Optional.of(written.stream()
                        .map(fields -> new ChaosRecord(fields, release))
                        .toList());
    }

    private void records(GenericKubernetesResource chaos) {
        if (isForced(chaos)) {
            return;
        }
        Optional<List<ChaosRecord>> written = read(chaos);
        List<ChaosRecord> records = written.orElseGet(() -> select(chaos));
        if (records.isEmpty()) {
            return;
        }
        List<Runnable> afterwards = new ArrayList<>();
        String desired = Tree.text(Tree.status(chaos), "experiment", "desiredPhase");
        records.forEach(record -> step(chaos, record, desired, afterwards));
        List<Map<String, Object>> fields =
                records.stream().map(ChaosRecord::fields).toList();
        boolean changed = world.store().change(ref, open -> {
            Map<String, Object> status = Tree.openStatus(open);
            Tree.open(status, "experiment").put("containerRecords", fields);
            Tree.addIfAbsent(status, "instances", Map.of());
        });
        afterwards.forEach(Runnable::run);
        if (changed) {
            updated(chaos, "records", "records");
        }
    }

    private List<ChaosRecord> select(GenericKubernetesResource chaos) {
        try {
            return world.selection().select(kind, Tree.spec(chaos)).stream()
                    .map(target -> ChaosRecord.of(target, world.behaviour().release()))
                    .toList();
        } catch (Selection.NothingSelected nothing) {
            failed(chaos, "select targets", nothing.why());
            return List.of();
        }
    }

    /** Every record goes round one cycle; what has begun to be applied is applied before it is recovered. */
    private void step(GenericKubernetesResource chaos, ChaosRecord record, String desired, List<Runnable> afterwards) {
        String settled = desired.equals(STOP) ? ChaosRecord.NOT_INJECTED : ChaosRecord.INJECTED;
        if (record.phase().equals(settled)) {
            return;
        }
        boolean apply = record.phase().startsWith(ChaosRecord.NOT_INJECTED);
        Injector.Owner owner = new Injector.Owner(
                kind, ref, Objects.requireNonNull(chaos.getMetadata().getUid()), Tree.spec(chaos));
        Injector.Attempt attempt =
                apply ? world.injector().apply(owner, record) : world.injector().recover(owner, record);
        attempt.again().ifPresent(this::comeBack);
        attempt.failure().ifPresent(why -> {
            record.failed(apply ? "Apply" : "Recover", why, world.behaviour().now());
            afterwards.add(() -> failed(chaos, apply ? "apply chaos" : "recover chaos", why));
        });
        if (attempt.equals(Injector.Attempt.FINISHED)) {
            String done = "Successfully " + (apply ? "apply" : "recover") + " chaos for " + record.id();
            afterwards.add(() -> event(chaos, "records", apply ? "Applied" : "Recovered", done));
        }
    }

    private static boolean isForced(GenericKubernetesResource chaos) {
        return chaos.isMarkedForDeletion() && annotation(chaos, CLEAN_FINALIZER).equals("forced");
    }

    private void cleanFinalizers(GenericKubernetesResource chaos) {
        boolean recovered = read(chaos)
                .filter(all -> all.stream().anyMatch(record -> !record.phase().equals(ChaosRecord.NOT_INJECTED)))
                .isEmpty();
        if (chaos.isMarkedForDeletion() && (recovered || isForced(chaos))) {
            event(chaos, "cleanFinalizers", "FinalizerInited", "Finalizer has been removed");
            world.store().change(ref, open -> open.getMetadata().setFinalizers(new ArrayList<>()));
        }
    }

    private void comeBack(Duration in) {
        again = again.filter(sooner -> sooner.compareTo(in) < 0).or(() -> Optional.of(in));
    }

    private void updated(GenericKubernetesResource chaos, String component, String field) {
        event(chaos, component, "Updated", "Successfully update " + field + " of resource");
    }

    private void event(GenericKubernetesResource chaos, String component, String reason, String message) {
        world.recorder()
                .normal(chaos, component, reason, message, world.behaviour().now());
    }

    private void failed(GenericKubernetesResource chaos, String activity, String why) {
        world.recorder()
                .warning(
                        chaos,
                        "records",
                        "Failed",
                        "Failed to " + activity + ": " + why,
                        world.behaviour().now());
    }
}

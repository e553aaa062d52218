package dev.tensile.engine.litmus.center;

/** A probe of a step of an experiment. */
public sealed interface StepProbe {
    String name();

    ProbeMode mode();

    /** One that the project has already. */
    record Stored(String name, ProbeMode mode) implements StepProbe {}

    /** One that stands in the manifest; ChaosCenter stores it when the experiment is saved. */
    record Inline(Probe probe, ProbeMode mode) implements StepProbe {
        @Override
        public String name() {
            return probe.name();
        }
    }
}

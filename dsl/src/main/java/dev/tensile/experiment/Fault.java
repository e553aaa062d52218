package dev.tensile.experiment;

/**
 * What is done to a target. Never how much: the share is a {@link BlastRadius}, the strength an {@link Intensity}.
 * Every engine answers every case through {@link #match}, so a new fault does not compile until each engine does.
 */
public sealed interface Fault permits LinkFault, ProgramFault, DatabaseFault, Fault.Native {
    /** What it is done to. */
    Target on();

    /** The word for it in scripts, plans and reports. */
    String kind();

    /** How strongly it can act: the intensity of a {@link Dose} must be of this type. */
    Class<? extends Intensity> strength();

    <R> R match(Cases<R> cases);

    /** Whether it is done once, and what was done cannot be taken back, only waited out. */
    default boolean isOneShot() {
        return false;
    }

    /**
     * Something that only one engine knows, in its own words; for what this language has no word for.
     *
     * @param engine whose words they are, as after {@code --on}
     * @param resource the engine's name for it: {@code AWSChaos}, {@code node-drain}
     * @param settings the engine's specification of it, as YAML; without times and selectors of ours
     */
    record Native(Target on, String engine, String resource, String settings) implements Fault {
        public Native {
            Check.named("the engine of a native fault", engine);
            Check.named("the resource of a native fault", resource);
        }

        @Override
        public String kind() {
            return resource;
        }

        @Override
        public Class<? extends Intensity> strength() {
            return Intensity.Full.class;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.nativeFault(this);
        }
    }

    /** One answer for each fault. */
    interface Cases<R> extends LinkFault.LinkCases<R>, ProgramFault.ProgramCases<R>, DatabaseFault.DatabaseCases<R> {
        R nativeFault(Native fault);
    }
}

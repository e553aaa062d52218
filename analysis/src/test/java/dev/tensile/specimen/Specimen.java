package dev.tensile.specimen;

import dev.tensile.compare.Comparison;
import dev.tensile.run.Run;
import dev.tensile.verdict.Verdict;
import java.util.List;

/** A run and what was made of it. */
public record Specimen(Story story, Run run, List<Comparison> comparisons, Verdict verdict) {
    public Specimen {
        comparisons = List.copyOf(comparisons);
    }

    /** Seeded: the same story is always the same run. */
    public static Specimen of(Story story) {
        return of(story, MadeExperiment.plan(story));
    }

    /** The same story with names that try to break out of every place they are put into. */
    public static Specimen hostile() {
        return of(Story.REFUTED, MadeExperiment.hostile());
    }

    private static Specimen of(Story story, dev.tensile.experiment.Plan plan) {
        MadeEvents events = new MadeEvents(story, plan);
        Run run = new Run(
                "20260512T091407Z-4f2a",
                plan,
                "9d1c7b0e52a84f6fb6a2c7b3a4f0f1d2c3b4a5968778695a4b3c2d1e0f9a8b7c",
                events.list(),
                new MadeSamples(story, plan, events).samples());
        List<Comparison> comparisons = new MadeComparisons(run).list();
        return new Specimen(story, run, comparisons, new MadeVerdict(story, run, comparisons).verdict());
    }
}

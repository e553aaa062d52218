package dev.tensile.verdict;

import dev.tensile.compare.Comparison;
import dev.tensile.experiment.Load;
import dev.tensile.run.Phase;
import dev.tensile.run.Run;
import java.util.List;

/** The validity gates of STATISTICS.md §2.1, and proof of fault. */
final class Gates {
    private Gates() {}

    static List<Gate> of(Run run, List<Comparison> comparisons) {
        GateList gates = new GateList();
        LoadGates ofLoad = new LoadGates(run, comparisons, gates);
        FaultGates ofFault = new FaultGates(run, gates);
        ofLoad.everyRequestRecorded();
        for (Load load : run.plan().experiment().loads()) {
            ofLoad.check(load);
        }
        for (Phase phase : run.phases()) {
            if (phase.kind() == Phase.Kind.HOLD) {
                ofLoad.enoughData(phase.rung());
                ofFault.check(phase);
            }
        }
        return gates.toList();
    }
}

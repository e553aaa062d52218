package dev.tensile.engine;

import dev.tensile.experiment.Guardrail;
import dev.tensile.verdict.Judgement;
import dev.tensile.verdict.RungVerdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds every baseline steady and every rung held, unless told otherwise. */
final class FakeAnalyst implements Analyst {
    private final List<String> calls;
    private final Map<Integer, Judgement> judgements = new HashMap<>();
    private String unsteady = "";
    private String failing = "";
    private Runnable meanwhile = () -> {};

    FakeAnalyst(List<String> calls) {
        this.calls = calls;
    }

    void judges(int rung, Judgement judgement) {
        judgements.put(rung, judgement);
    }

    void finds(String why) {
        unsteady = why;
    }

    void failAt(String call) {
        failing = call;
    }

    /** Happens while it thinks about the baseline or about a rung. */
    void meanwhile(Runnable what) {
        meanwhile = what;
    }

    private void called(String call) {
        calls.add(call);
        meanwhile.run();
        if (call.equals(failing)) {
            throw new IllegalStateException(call + " failed");
        }
    }

    @Override
    public double designEffect(Guardrail guardrail) {
        return 1;
    }

    @Override
    public Optional<String> unsteady() {
        called("steady?");
        return Optional.of(unsteady).filter(why -> !why.isEmpty());
    }

    @Override
    public RungVerdict judge(int rung) {
        called("judge " + rung);
        return new RungVerdict(
                rung, judgements.getOrDefault(rung, Judgement.HELD), List.of(), "what was found on rung " + rung);
    }
}

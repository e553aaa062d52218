package dev.tensile.verdict;

import java.util.List;

/** What was concluded on one rung: the worst of its findings, unless a gate or an abort decides. */
public record RungVerdict(int rung, Judgement judgement, List<Finding> findings, String sentence) {
    public RungVerdict {
        findings = List.copyOf(findings);
    }
}

package dev.tensile.experiment;

/** How much of a target a fault touches: above 0 %, at most 100 %, of its connections or its requests. */
public record BlastRadius(Scope scope, Share share) {
    public BlastRadius {
        if (share.fraction() == 0) {
            throw new IllegalArgumentException("a blast radius must be above 0 % and at most 100 %, was 0 %");
        }
    }

    @Override
    public String toString() {
        return share.fraction() == 1 ? "all " + scope.word() : share + " of " + scope.word();
    }
}

package dev.tensile.engine.litmus;

import dev.tensile.engine.kubernetes.CannotDo;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Share;

/** A blast radius as Litmus' {@code PODS_AFFECTED_PERC}: whole percents, rounded down to whole pods, but at least one. */
final class Radius {
    private Radius() {}

    static int percent(BlastRadius radius) {
        if (radius.count() == 1) {
            return 0;
        }
        if (radius.count() > 1) {
            throw new CannotDo(
                    "Litmus takes one pod or a share of them, not " + radius.count() + " of them",
                    "write `1 of instances`, or a share such as `50.percent of instances`");
        }
        return wholePercent("a blast radius", radius.share());
    }

    static int wholePercent(String what, Share share) {
        double percent = share.percent();
        if (percent < 1 || Math.abs(percent - Math.rint(percent)) > 1e-9) {
            throw new CannotDo(
                    "Litmus takes " + what + " in whole percents, not " + share, "write a whole number of percent");
        }
        return (int) Math.rint(percent);
    }
}

package dev.tensile.engine.kubernetes;

import dev.tensile.experiment.Fault;
import java.util.Locale;

/** Faults that need a hand on the processes and disks of the machine itself, which no controller of a cluster has. */
public final class OnlyLocal {
    private OnlyLocal() {}

    /** @param who cannot */
    public static CannotDo refuse(String who, Fault fault, String instead) {
        return new CannotDo(
                who + " knows no " + fault.kind().toLowerCase(Locale.ROOT), instead + ", or run it with --on local");
    }
}

package dev.tensile.engine.kubernetes;

import dev.tensile.engine.Verification;
import dev.tensile.run.Restoration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Whether anything of a run is still in a cluster; what cannot be seen may be. */
public final class Leftovers {
    private Leftovers() {}

    /**
     * @param what is looked for
     * @param byHand how somebody removes one that stays
     * @param otherwise what becomes of it where nobody can look
     */
    public static <R> Verification look(
            Cluster cluster, String what, Supplier<List<R>> find, Function<R, String> byHand, String otherwise) {
        try {
            List<R> found = find.get();
            return found.isEmpty()
                    ? new Verification(what, Restoration.VERIFIED, "none is left at " + cluster)
                    : new Verification(
                            what,
                            Restoration.RESIDUE,
                            "still there at " + cluster + ": " + found + ". " + byHand.apply(found.get(0)));
        } catch (ClusterRefused unseen) {
            return new Verification(
                    what,
                    Restoration.RESIDUE,
                    "the API server is gone, or refuses: " + unseen.getMessage() + "; " + otherwise
                            + ". Look again with tensile recover");
        }
    }
}

package dev.tensile.experiment;

/**
 * How much of a target a fault touches: a share, above 0 % and at most 100 %, of its connections, requests or instances; or a
 * number of instances or connections.
 *
 * @param count of instances or connections; 0 if it is a share
 */
public record BlastRadius(Scope scope, Share share, int count) {
    /** By which a number of instances is compared with a share of them, whose number is not known before it is run. */
    private static final double TYPICAL_INSTANCES = 1000;

    public BlastRadius {
        if (share.fraction() == 0) {
            throw new IllegalArgumentException("a blast radius must be above 0 % and at most 100 %, was 0 %");
        }
        if (count < 0 || (count > 0 && scope != Scope.INSTANCES && scope != Scope.CONNECTIONS)) {
            throw new IllegalArgumentException(
                    "a blast radius counts instances or connections, from 1 on; it was " + count + " " + scope.word());
        }
    }

    /** A share. */
    public BlastRadius(Scope scope, Share share) {
        this(scope, share, 0);
    }

    /** So many instances; all of them if there are fewer. */
    public static BlastRadius instances(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a blast radius must be at least 1 instance, was " + count);
        }
        return new BlastRadius(Scope.INSTANCES, Share.ALL, count);
    }

    /** So many connections. */
    public static BlastRadius connections(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a blast radius must be at least 1 connection, was " + count);
        }
        return new BlastRadius(Scope.CONNECTIONS, Share.ALL, count);
    }

    /**
     * How many of so many instances it is; a share is rounded up to whole instances, so that it is never none. A share of
     * connections or requests is taken for the same share of the instances that open them.
     */
    public int instancesOf(int matched) {
        return count > 0 ? Math.min(count, matched) : (int) Math.ceil(matched * share.fraction() - 1e-9);
    }

    /** Orders radii from small to large. */
    public double size() {
        return count == 0 ? share.fraction() : Math.min(1, count / TYPICAL_INSTANCES);
    }

    @Override
    public String toString() {
        if (count > 0) {
            String word = scope.word();
            return count == 1 ? "1 " + word.substring(0, word.length() - 1) : count + " " + word;
        }
        return share.fraction() == 1 ? "all " + scope.word() : share + " of " + scope.word();
    }
}

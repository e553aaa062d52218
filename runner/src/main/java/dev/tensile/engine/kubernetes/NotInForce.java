package dev.tensile.engine.kubernetes;

/** Why a fault is not in force, in a sentence; something of it may be there, and must be taken back. */
public final class NotInForce extends RuntimeException {
    public NotInForce(String why) {
        super(why);
    }

    /** The refusal of something that will be refused again. */
    public static NotInForce of(ClusterRefused refused) {
        return new NotInForce(String.valueOf(refused.getMessage()));
    }

    public String why() {
        return String.valueOf(getMessage());
    }
}

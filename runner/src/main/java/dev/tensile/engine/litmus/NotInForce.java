package dev.tensile.engine.litmus;

/** Why a fault is not in force, in a sentence; something of it may be there, and must be taken back. */
final class NotInForce extends RuntimeException {
    NotInForce(String why) {
        super(why);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}

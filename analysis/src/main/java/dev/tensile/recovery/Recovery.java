package dev.tensile.recovery;

/**
 * Whether and when the system was back inside every tolerance.
 *
 * @param seconds from the last revert until it was back; 0 unless {@code answer} is {@link Answer#SHOWN}
 * @param windows how many consecutive windows back that up, at most {@link TimeToRecover#PERSISTENCE}
 * @param observedSeconds for how long it was watched after the last revert
 */
public record Recovery(Answer answer, int seconds, int windows, int observedSeconds) {
    /** What can be said. */
    public enum Answer {
        /** It was back after {@link #seconds()}. */
        SHOWN,
        /** It was watched, and not seen to be back. */
        NOT_SHOWN,
        /** It was not watched for as long as one window after the last revert. */
        NOT_WATCHED,
        /** There was nothing to recover from. */
        NOTHING_INJECTED
    }
}

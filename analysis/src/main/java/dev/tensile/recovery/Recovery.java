package dev.tensile.recovery;

/**
 * Whether and when the system was back inside every tolerance.
 *
 * @param seconds from the last revert until it was back; 0 unless {@code answer} is {@link Answer#SHOWN}
 * @param windows how many consecutive windows back that up, at most {@link TimeToRecover#PERSISTENCE}
 * @param observedSeconds for how long it was watched after the last revert
 * @param atLeast the lower end of the 95 % interval of the time to recover, in seconds
 * @param atMost its upper end; {@code observedSeconds} if it is not shown to have come back at all
 * @param relapsed whether it was shown to leave a tolerance once more after it had been back
 */
public record Recovery(
        Answer answer, int seconds, int windows, int observedSeconds, int atLeast, int atMost, boolean relapsed) {
    /** Nothing is known of the time. */
    static Recovery unseen(Answer answer, int observedSeconds) {
        return new Recovery(answer, 0, 0, observedSeconds, 0, observedSeconds, false);
    }

    /** Whether the whole interval lies inside the time that was watched. */
    public boolean isBounded() {
        return answer == Answer.SHOWN && atMost < observedSeconds;
    }

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

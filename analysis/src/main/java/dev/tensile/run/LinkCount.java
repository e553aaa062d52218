package dev.tensile.run;

/**
 * What passed the link to a dependency in a tenth of a second, as it came, whether a fault was in force or not.
 *
 * @param fromNanos when the tenth began, since the start of the run
 * @param opened connections that a caller opened
 * @param refused of them, those that got no further: turned away by a fault, or not taken by the dependency
 * @param reset connections that were cut after they had been joined
 * @param requests HTTP/1.1 requests that came; 0 where the traffic is something else
 * @param succeeded answers with a status below 400
 * @param clientErrors answers with a status from 400 to 499
 * @param serverErrors answers with a status of 500 or more
 * @param unanswered requests whose connection ended before an answer began
 * @param bytesSent to the dependency
 * @param bytesReceived from it
 */
public record LinkCount(
        String dependency,
        long fromNanos,
        long opened,
        long refused,
        long reset,
        long requests,
        long succeeded,
        long clientErrors,
        long serverErrors,
        long unanswered,
        long bytesSent,
        long bytesReceived) {
    /** How long it covers. */
    public static final long WIDTH_NANOS = 100_000_000L;
}

package dev.tensile.run;

/**
 * What passed a link in a stretch of time, cut into equal parts.
 *
 * @param attempts calls that reached the link: requests, and connections that were refused before one could be sent
 * @param ended of them, those whose end is known; counted when they ended
 * @param failed of those, the ones without an answer, or with a server's error
 */
@SuppressWarnings("ArrayRecordComponent") // nobody writes to them after the cut
public record LinkWindow(long[] attempts, long[] ended, long[] failed) {
    static LinkWindow empty(int parts) {
        return new LinkWindow(new long[parts], new long[parts], new long[parts]);
    }

    void add(int part, LinkCount count) {
        long failures = count.serverErrors() + count.unanswered() + count.refused();
        attempts[part] += count.requests() + count.refused();
        ended[part] += failures + count.succeeded() + count.clientErrors();
        failed[part] += failures;
    }
}

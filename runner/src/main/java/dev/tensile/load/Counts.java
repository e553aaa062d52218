package dev.tensile.load;

/**
 * The books of a load generator: every request that was due must turn up as a sample.
 *
 * @param intended requests that were due so far, by the schedules alone
 * @param sent of these, requests for which a connection was opened or used; the others were recorded as failed because
 *     there were too many connections, or because they were already past their timeout when the generator got to them
 * @param recorded requests whose sample the sink has accepted
 * @param abandoned requests that were in flight when the generator was closed without a stop; they leave no sample
 */
public record Counts(long intended, long sent, long recorded, long abandoned) {
    /** Requests unaccounted for. While the load runs, those still in flight; 0 when it has stopped, or data is missing. */
    public long missing() {
        return intended - recorded - abandoned;
    }

    Counts plus(Counts other) {
        return new Counts(
                intended + other.intended, sent + other.sent, recorded + other.recorded, abandoned + other.abandoned);
    }
}

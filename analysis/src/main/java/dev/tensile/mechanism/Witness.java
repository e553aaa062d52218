package dev.tensile.mechanism;

import dev.tensile.experiment.Mechanism;
import dev.tensile.run.Reading;
import dev.tensile.run.Readings;
import java.util.Optional;

/**
 * What the services' own metrics say beside what was seen from outside, by the names that Micrometer gives to those of
 * Resilience4j and HikariCP. A service is asked once a second, so its moments are right by a second. What it says decides nothing, but that a breaker
 * which denies that it was open has not been shown to work.
 */
final class Witness {
    private static final String STATE = "resilience4j_circuitbreaker_state";
    private static final String RETRIES = "resilience4j_retry_calls_total";
    private static final String PENDING = "hikaricp_connections_pending";

    private final Stretch stretch;
    private final Readings readings;

    private Witness(Stretch stretch) {
        this.stretch = stretch;
        readings = stretch.run().readings();
    }

    /** What was seen, with what the service says of it, if it does. */
    static Score beside(Score seen, Stretch stretch, Mechanism mechanism) {
        Witness witness = new Witness(stretch);
        if (mechanism instanceof Mechanism.Breaker breaker) {
            return witness.ofBreaker(seen, breaker.dependency());
        }
        Optional<String> said = mechanism instanceof Mechanism.Retries retries
                ? witness.ofRetries(retries.dependency())
                : mechanism instanceof Mechanism.Bulkhead ? witness.ofPools() : Optional.empty();
        return said.map(sentence -> with(seen, sentence)).orElse(seen);
    }

    private Score ofBreaker(Score seen, String name) {
        Readings open = state(name, "open");
        if (open.isEmpty()) {
            return seen;
        }
        if (open.most(stretch.from(), stretch.to()) >= 1) {
            Grade grade = seen.grade() == Grade.DID_NOT_OPEN ? Grade.INCONCLUSIVE : seen.grade();
            return with(
                    new Score(seen.rung(), grade, seen.measures(), seen.sentence()),
                    "its own metrics say that it was " + openAndClosed(open, state(name, "closed")));
        }
        boolean spared =
                seen.measures().stream().anyMatch(measure -> measure.what().equals(BreakerCard.OPENED));
        return spared
                ? with(
                        new Score(
                                seen.rung(), seen.grade().worst(Grade.INCONCLUSIVE), seen.measures(), seen.sentence()),
                        "its own metrics say that it was never open, so something else spared the calls")
                : with(seen, "its own metrics say so, too: it was never open");
    }

    private String openAndClosed(Readings open, Readings closed) {
        double opened = open.at(stretch.from()) >= 1 ? 0 : seconds(open, stretch.from());
        double again = seconds(closed, stretch.lifted());
        String first = "open after " + Say.seconds(opened);
        return stretch.lifted() + again * Stretch.SECOND <= stretch.until()
                ? first + ", and closed " + Say.seconds(again) + " after the fault was lifted"
                : first;
    }

    /** From a moment until the value is first 1; infinite if it never is. */
    private static double seconds(Readings readings, long since) {
        return readings.all().stream()
                .filter(reading -> reading.value() >= 1 && reading.atNanos() >= since)
                .mapToDouble(reading -> (reading.atNanos() - since) / (double) Stretch.SECOND)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private Readings state(String name, String state) {
        return readings.of(
                STATE,
                reading ->
                        isCalled(reading, name) && state.equals(reading.labels().get("state")));
    }

    private Optional<String> ofRetries(String name) {
        Readings all = readings.of(RETRIES, reading -> isCalled(reading, name));
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of("the service's own metrics count "
                        + Say.counted(calls(all, "successful_with_retry"), "call") + " that a retry saved, and "
                        + calls(all, "failed_with_retry") + " that all attempts failed");
    }

    private long calls(Readings all, String kind) {
        Readings these = all.of(RETRIES, reading -> kind.equals(reading.labels().get("kind")));
        return Math.round(these.at(stretch.to()) - these.at(stretch.from()));
    }

    private Optional<String> ofPools() {
        Readings pending = readings.of(PENDING, reading -> true);
        long most = Math.round(pending.most(stretch.from(), stretch.to()));
        return pending.isEmpty()
                ? Optional.empty()
                : Optional.of("by the service's own metrics at most " + Say.counted(most, "request")
                        + " waited for a connection of a pool");
    }

    private static boolean isCalled(Reading reading, String name) {
        return name.equals(reading.labels().get("name"));
    }

    private static Score with(Score seen, String sentence) {
        String before = seen.sentence().substring(0, seen.sentence().length() - 1);
        return new Score(seen.rung(), seen.grade(), seen.measures(), before + "; " + sentence + ".");
    }
}

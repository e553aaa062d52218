package dev.tensile.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What services said of themselves, in order of time: each series once at first, and then whenever its value is another one.
 * Nothing where no service has a page of metrics.
 */
public record Readings(List<Reading> all) {
    public static final Readings NONE = new Readings(List.of());

    public Readings {
        all = List.copyOf(all);
    }

    /** Those of a metric with these labels. */
    public Readings of(String metric, Predicate<Reading> wanted) {
        return new Readings(all.stream()
                .filter(reading -> reading.metric().equals(metric) && wanted.test(reading))
                .toList());
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** The sum over its series of the last values known at a moment. */
    public double at(long nanos) {
        Map<Series, Double> last = new HashMap<>();
        for (Reading reading : all) {
            if (reading.atNanos() <= nanos) {
                last.put(new Series(reading.service(), reading.metric(), reading.labels()), reading.value());
            }
        }
        return last.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private record Series(String service, String metric, Map<String, String> labels) {}

    /** The largest value in a stretch of time, with that before it. */
    public double most(long from, long to) {
        return all.stream()
                .filter(reading -> reading.atNanos() > from && reading.atNanos() <= to)
                .mapToDouble(Reading::value)
                .reduce(at(from), Math::max);
    }
}

package dev.tensile.chart;

import dev.tensile.experiment.Expectation;
import dev.tensile.experiment.Load;
import dev.tensile.experiment.Metric;
import dev.tensile.experiment.Plan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** What the charts are about: the first latency that the hypothesis speaks of, and the load that it is seen on. */
final class Subject {
    private static final double P99 = 0.99;

    private Subject() {}

    static Optional<Load> load(Plan plan) {
        List<Load> loads = plan.experiment().loads();
        String name = first(plan, Metric.LatencyQuantile.class).stream()
                .mapToObj(index ->
                        plan.experiment().hypothesis().get(index).metric().load())
                .findFirst()
                .orElse(
                        plan.experiment().hypothesis().isEmpty()
                                ? ""
                                : plan.experiment().hypothesis().get(0).metric().load());
        return loads.stream()
                .filter(load -> load.name().equals(name))
                .findFirst()
                .or(() -> loads.stream().findFirst());
    }

    /** The quantile drawn over time. */
    static double quantile(Plan plan) {
        OptionalInt latency = first(plan, Metric.LatencyQuantile.class);
        return latency.isPresent()
                        && plan.experiment()
                                        .hypothesis()
                                        .get(latency.getAsInt())
                                        .metric()
                                instanceof Metric.LatencyQuantile metric
                        && metric.quantile() > 0.5
                ? metric.quantile()
                : P99;
    }

    /** The index of the first expectation on such a metric. */
    static OptionalInt first(Plan plan, Class<? extends Metric> kind) {
        List<Expectation> hypothesis = plan.experiment().hypothesis();
        return IntStream.range(0, hypothesis.size())
                .filter(index -> kind.isInstance(hypothesis.get(index).metric()))
                .findFirst();
    }
}

package dev.tensile.load;

import dev.tensile.experiment.AnswerRules;
import dev.tensile.experiment.Arrivals;
import dev.tensile.experiment.Load;
import dev.tensile.experiment.Rate;
import dev.tensile.experiment.RequestTemplate;
import dev.tensile.experiment.Service;
import dev.tensile.experiment.SourceRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Loads for tests. */
final class Loads {
    private Loads() {}

    static RequestTemplate get(String path) {
        return new RequestTemplate("GET", path, Map.of(), "", 1);
    }

    static Load constant(Service on, double rate) {
        return of(on, Arrivals.CONSTANT, rate, Duration.ofSeconds(10), get("/"));
    }

    static Load of(Service on, Arrivals arrivals, double rate, Duration timeout, RequestTemplate... requests) {
        return new Load(
                "shopping",
                on,
                arrivals,
                new Rate(rate),
                timeout,
                List.of(requests),
                new AnswerRules(Map.of("X-Degraded", "true"), AnswerRules.DEFAULT.rejectedStatuses()),
                SourceRef.NONE);
    }
}

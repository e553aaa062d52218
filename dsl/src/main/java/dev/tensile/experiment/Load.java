package dev.tensile.experiment;

import java.time.Duration;
import java.util.List;

/**
 * Requests sent to a service in an open model: they start when they are due, however slow the answers are.
 *
 * @param timeout counted from the intended start; a request that reaches it counts as that long
 */
public record Load(
        String name,
        Service on,
        Arrivals arrivals,
        Rate rate,
        Duration timeout,
        List<RequestTemplate> requests,
        AnswerRules answers,
        SourceRef at) {
    public Load {
        Check.named("the name of a load", name);
        Check.positive("the timeout of a load", timeout);
        requests = List.copyOf(requests);
    }
}

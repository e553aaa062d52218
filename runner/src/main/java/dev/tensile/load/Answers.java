package dev.tensile.load;

import dev.tensile.experiment.AnswerRules;
import dev.tensile.run.Outcome;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;

/** The outcome of an HTTP answer under a load's {@link AnswerRules}. Header values are compared without case. */
final class Answers {
    private final boolean[] rejected = new boolean[1000];
    private final String[] degradedNames;
    private final String[] degradedValues;

    Answers(AnswerRules rules) {
        rules.rejectedStatuses().stream().filter(s -> s >= 400 && s < 1000).forEach(s -> rejected[s] = true);
        @SuppressWarnings("unchecked") // an array of generic entries cannot be made otherwise
        Map.Entry<String, String>[] degraded =
                rules.degradedHeaders().entrySet().toArray(Map.Entry[]::new);
        degradedNames = Arrays.stream(degraded).map(Map.Entry::getKey).toArray(String[]::new);
        degradedValues = Arrays.stream(degraded).map(Map.Entry::getValue).toArray(String[]::new);
    }

    Outcome judge(HttpResponse answer) {
        int status = answer.status().code();
        if (status >= 400) {
            return status < rejected.length && rejected[status] ? Outcome.REJECTED : Outcome.ERROR;
        }
        return isDegraded(answer.headers()) ? Outcome.DEGRADED : Outcome.OK;
    }

    private boolean isDegraded(HttpHeaders headers) {
        for (int i = 0; i < degradedNames.length; i++) {
            if (headers.contains(degradedNames[i], degradedValues[i], true)) {
                return true;
            }
        }
        return false;
    }
}

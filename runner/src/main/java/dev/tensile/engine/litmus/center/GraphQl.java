package dev.tensile.engine.litmus.center;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;

/** Asks for one operation and returns the value of its one field, or says why there is none. */
final class GraphQl {
    private final URI where;
    private final Session session;
    private final Failures failures;

    GraphQl(URI where, Session session, Failures failures) {
        this.where = where;
        this.session = session;
        this.failures = failures;
    }

    JsonNode ask(Operation operation, ObjectNode variables) throws InterruptedException {
        Deed deed = new Deed(operation.what(), where, operation.effect());
        ObjectNode body = Json.object()
                .put("operationName", operation.title())
                .put("query", operation.document())
                .set("variables", variables);
        Http.Reply reply = session.post(deed, Json.write(body));
        if (reply.status() != 200) {
            throw failures.status(deed, reply);
        }
        JsonNode answer = Json.readOrMissing(reply.text());
        if (!answer.path("errors").isEmpty()) {
            throw failures.said(deed, answer);
        }
        JsonNode value = answer.path("data").path(operation.field());
        if (value.isMissingNode() || value.isNull()) {
            throw failures.garbage(deed, reply.text());
        }
        return value;
    }
}

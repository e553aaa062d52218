package dev.tensile.engine.litmus.center;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineException.Category;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** What is said when ChaosCenter does not do as it is asked: what, where, why, and how to mend it; never a secret. */
final class Failures {
    private static final String URLS = "check " + ChaosCenterSettings.PREFIX + "URL; if the addresses are apart, set "
            + ChaosCenterSettings.PREFIX + "GRAPHQL_URL and " + ChaosCenterSettings.PREFIX + "AUTH_URL";
    private static final String LOGS = "see the logs of ChaosCenter's server (litmusportal-server)";
    private static final String VERSION =
            "this client speaks to ChaosCenter 3.x, and was read off 3.31; compare its version";

    private final Redactor redactor;

    Failures(Redactor redactor) {
        this.redactor = redactor;
    }

    /** No answer, or not a whole one. */
    EngineException lost(Deed deed, IOException failure) {
        boolean sent = !isBeforeSending(failure);
        String why = failure instanceof InterruptedIOException
                ? " does not answer in time (" + redactor.clean(String.valueOf(failure.getMessage())) + ")"
                : " cannot be talked to (" + redactor.clean(String.valueOf(failure)) + ")";
        String mend = "see whether it runs and can be reached from here; " + URLS;
        return sent
                ? broken(deed, why, mend, redactor.clean(failure))
                : new EngineException(Category.ENVIRONMENT, deed.cannot() + why, mend, redactor.clean(failure));
    }

    /** It failed in the midst of it: what was to change something may have done so. */
    private static EngineException broken(Deed deed, String why, String mend, @Nullable IOException cause) {
        return new EngineException(
                Category.BROKEN,
                deed.cannot() + why + (deed.leavesATrace() ? "; whether it was done all the same is not known" : ""),
                deed.leavesATrace() ? "see in ChaosCenter what became of it before it is tried again; " + mend : mend,
                cause);
    }

    private static boolean isBeforeSending(IOException failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || failure instanceof SSLHandshakeException
                || message.equals("connect timed out")
                || message.startsWith("failed to connect");
    }

    /** The credentials are not taken. */
    EngineException refused(Deed deed, Credentials credentials, String body) {
        String why = credentials.match(new Credentials.Cases<>() {
            @Override
            public String apiToken(Credentials.ApiToken token) {
                return " does not take the API token: it has expired, was revoked, or is of another installation";
            }

            @Override
            public String password(Credentials.Password password) {
                return " does not take the user name \"" + password.user() + "\" with this password";
            }
        });
        return new EngineException(
                Category.ENVIRONMENT,
                deed.cannot() + why + said(body),
                "create an API token in ChaosCenter and set " + ChaosCenterSettings.PREFIX + "TOKEN, or correct "
                        + ChaosCenterSettings.PREFIX + "USER and " + ChaosCenterSettings.PREFIX + "PASSWORD",
                null);
    }

    EngineException initialPassword(Deed deed) {
        return new EngineException(
                Category.ENVIRONMENT,
                deed.cannot() + " names no project: this user still has the initial password",
                "log in once at ChaosCenter's page and change the password, then set it here",
                null);
    }

    /** An HTTP status that is not 200 and not 401. */
    EngineException status(Deed deed, Http.Reply reply) {
        List<String> errors = messages(Json.readOrMissing(reply.text()));
        String body = errors.isEmpty() ? reply.text() : String.join("; ", errors);
        int status = reply.status();
        String mend = status == 422 || status == 400 ? VERSION : status == 403 ? roles() : status < 500 ? URLS : LOGS;
        String to = reply.location().isEmpty() ? "" : " to " + redactor.clean(reply.location());
        String why = " answers " + status + to + said(body);
        return status >= 500
                ? broken(deed, why, mend, null)
                : new EngineException(
                        status == 422 ? Category.BROKEN : Category.ENVIRONMENT, deed.cannot() + why, mend, null);
    }

    /** Business errors: HTTP 200 with {@code errors[]}. */
    EngineException said(Deed deed, JsonNode answer) {
        String why = String.join("; ", messages(answer));
        String lower = why.toLowerCase(Locale.ROOT);
        boolean theirs = lower.contains("permission_denied") || lower.contains("inactive");
        return new EngineException(
                theirs ? Category.ENVIRONMENT : Category.BROKEN, deed.cannot() + said(why), mendOf(lower), null);
    }

    private static String mendOf(String why) {
        if (why.contains("permission_denied")) {
            return roles();
        }
        if (why.contains("inactive")) {
            return "see that the infrastructure's agent (the subscriber) runs and is connected";
        }
        if (why.contains("probe")) {
            return "add the probe in this project first, under exactly this name";
        }
        return LOGS;
    }

    private static String roles() {
        return "give this user the role Owner in the project (saving, deleting, probes), or Executor (running, stopping)";
    }

    /** An answer that is none of ChaosCenter's. */
    EngineException garbage(Deed deed, String body) {
        return broken(
                deed, " answers with something that cannot be understood" + said(body), URLS + "; " + VERSION, null);
    }

    private String said(String text) {
        String clean = redactor.clean(text);
        return clean.isEmpty() ? "" : " says: " + clean;
    }

    private static List<String> messages(JsonNode answer) {
        List<String> messages = new ArrayList<>();
        answer.path("errors")
                .forEach(error -> messages.add(error.path("message").asText("")));
        for (String field : List.of("error", "errorDescription")) {
            if (!answer.path(field).asText("").isBlank()) {
                messages.add(answer.path(field).asText());
            }
        }
        return messages;
    }
}

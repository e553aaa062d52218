package dev.tensile.demo.cluster;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer of the API server. */
record Reply(int status, String body) {
    static Reply of(int status, Map<String, ?> body) {
        return new Reply(status, Serialization.asJson(body));
    }

    /** A failure as Kubernetes words it: an object of kind Status. */
    static Reply failure(int code, String reason, String message) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("kind", "Status");
        status.put("apiVersion", "v1");
        status.put("metadata", Map.of());
        status.put("status", "Failure");
        status.put("message", message);
        status.put("reason", reason);
        status.put("code", code);
        return of(code, status);
    }

    static Reply failure(int code, String message) {
        return failure(code, reason(code), message);
    }

    static Reply notFound(Ref ref) {
        return failure(404, "NotFound", ref.type().qualified() + " \"" + ref.name() + "\" not found");
    }

    static Reply alreadyExists(Ref ref) {
        return failure(409, "AlreadyExists", ref.type().qualified() + " \"" + ref.name() + "\" already exists");
    }

    static Reply modifiedSince(Ref ref) {
        return failure(
                409,
                "Operation cannot be fulfilled on " + ref.type().qualified() + " \"" + ref.name()
                        + "\": the object has been modified; please apply your changes to the latest version and try again");
    }

    /** What the server says of a path that nobody serves. */
    static Reply noSuchPath() {
        return failure(404, "NotFound", "the server could not find the requested resource");
    }

    private static String reason(int code) {
        return switch (code) {
            case 400 -> "BadRequest";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "NotFound";
            case 409 -> "Conflict";
            case 410 -> "Expired";
            case 415 -> "UnsupportedMediaType";
            case 422 -> "Invalid";
            case 429 -> "TooManyRequests";
            case 500 -> "InternalError";
            case 503 -> "ServiceUnavailable";
            case 504 -> "Timeout";
            default -> "Unknown";
        };
    }
}

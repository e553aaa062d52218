package dev.tensile.load;

import dev.tensile.run.Cause;
import io.netty.handler.codec.PrematureChannelClosureException;
import java.net.ConnectException;
import java.util.Locale;

/** Names what went wrong with a connection. The kernel's reasons reach Java as text only, hence the look at messages. */
final class Failures {
    private Failures() {}

    static Cause ofConnecting(Throwable failure) {
        return failure instanceof ConnectException && says(failure, "refused") ? Cause.REFUSED : Cause.UNREACHABLE;
    }

    /** Writing to a connection that the peer has reset reports a broken pipe. */
    static Cause ofTransfer(Throwable failure) {
        return says(failure, "reset") || says(failure, "broken pipe") || says(failure, "aborted")
                ? Cause.RESET
                : Cause.CLOSED;
    }

    static Cause ofDecoding(Throwable failure) {
        return failure instanceof PrematureChannelClosureException ? Cause.CLOSED : Cause.MALFORMED;
    }

    private static boolean says(Throwable failure, String word) {
        String message = failure.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains(word);
    }
}

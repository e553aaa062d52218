package dev.tensile.engine.local.postgres;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** The messages that a link says itself, and the codes by which a start is known. */
public final class Messages {
    /** Stands in a statement's place, so that the server refuses it, and is found in what the server says to it. */
    public static final String STAND_IN = "tensile_injected";

    private static final int CANCEL = 80_877_102;
    private static final int TLS = 80_877_103;
    private static final int GSSAPI = 80_877_104;
    private static final int MAJOR = 3;

    /** How bad an error is. */
    public enum Severity {
        /** The statement failed. */
        ERROR,
        /** The session is over. */
        FATAL
    }

    /** What a caller begins with. */
    public enum Start {
        SESSION,
        /** It asks whether to go on encrypted; the answer is one byte. */
        ENCRYPTION,
        CANCEL,
        UNKNOWN
    }

    private Messages() {}

    /** @param code the first number of a start */
    public static Start start(int code) {
        if (code == TLS || code == GSSAPI) {
            return Start.ENCRYPTION;
        }
        if (code == CANCEL) {
            return Start.CANCEL;
        }
        return code >>> 16 == MAJOR ? Start.SESSION : Start.UNKNOWN;
    }

    /** What a server says of an error. */
    public static ByteBuf error(Severity severity, String state, String text) {
        return message('E', 'S' + severity.name() + "\0V" + severity.name() + "\0C" + state + "\0M" + text + "\0\0");
    }

    /** A query that no server understands. */
    public static ByteBuf badQuery() {
        return message('Q', STAND_IN + "\0");
    }

    /** The execution of a portal that is not there. */
    public static ByteBuf badExecute() {
        return message('E', STAND_IN + "\0\0\0\0\0");
    }

    private static ByteBuf message(char type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return Unpooled.buffer(bytes.length + 5)
                .writeByte(type)
                .writeInt(bytes.length + 4)
                .writeBytes(bytes);
    }
}

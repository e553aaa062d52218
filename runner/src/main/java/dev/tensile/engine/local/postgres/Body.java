package dev.tensile.engine.local.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The beginning of a message's body, read field by field; what is missing reads as empty. */
public final class Body {
    private final byte[] bytes;
    private int at;

    Body(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A number of four bytes; 0 if it is cut off. */
    public int number() {
        if (bytes.length - at < Integer.BYTES) {
            at = bytes.length;
            return 0;
        }
        at += Integer.BYTES;
        return ByteBuffer.wrap(bytes, at - Integer.BYTES, Integer.BYTES).getInt();
    }

    /** One byte; 0 if there is none. */
    public char one() {
        return at < bytes.length ? (char) (bytes[at++] & 0xff) : 0;
    }

    /** Text up to the next zero, or as far as it is there. */
    public String text() {
        int end = at;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        String text = new String(bytes, at, end - at, StandardCharsets.UTF_8);
        at = Math.min(bytes.length, end + 1);
        return text;
    }

    /** Of a start: the value of a parameter. */
    public String parameter(String name) {
        while (at < bytes.length) {
            String key = text();
            String value = text();
            if (key.equals(name)) {
                return value;
            }
        }
        return "";
    }
}

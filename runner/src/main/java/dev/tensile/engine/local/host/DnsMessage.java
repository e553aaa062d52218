package dev.tensile.engine.local.host;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A question to a resolver, and the answers that can be given to it without knowing more: RFC 1035, section 4. Only the first
 * question is looked at, and there never is another.
 */
final class DnsMessage {
    private static final int HEADER = 12;
    private static final int IPV4 = 1;
    private static final int POINTER = 0xC0;
    private static final int TIME_TO_LIVE_SECONDS = 1;

    /** In small letters, without the last dot. */
    private final String name;

    /** 1 for an IPv4 address. */
    private final int type;

    /** The header and the question, as they came. */
    private final byte[] head;

    private DnsMessage(String name, int type, byte[] head) {
        this.name = name;
        this.type = type;
        this.head = head;
    }

    /** What a resolver says of a question. */
    enum Code {
        NO_ERROR(0),
        SERVER_FAILURE(2),
        NO_SUCH_NAME(3);

        private final int number;

        Code(int number) {
            this.number = number;
        }
    }

    String name() {
        return name;
    }

    /** Empty if it is no question that can be read. */
    static Optional<DnsMessage> parse(byte[] bytes, int length) {
        ByteBuffer message = ByteBuffer.wrap(bytes, 0, length);
        if (length < HEADER || message.getShort(4) != 1 || (message.get(2) & 0x80) != 0) {
            return Optional.empty();
        }
        StringBuilder name = new StringBuilder();
        int at = HEADER;
        while (at < length && bytes[at] != 0) {
            int label = bytes[at];
            if ((label & POINTER) != 0 || at + 1 + label > length) {
                return Optional.empty();
            }
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(bytes, at + 1, label, StandardCharsets.ISO_8859_1));
            at += 1 + label;
        }
        return at + 5 > length
                ? Optional.empty()
                : Optional.of(new DnsMessage(
                        name.toString().toLowerCase(Locale.ROOT),
                        message.getShort(at + 1),
                        Arrays.copyOf(bytes, at + 5)));
    }

    /** Whether one of the patterns is its name, or begins it and ends with a star. */
    boolean isOneOf(Iterable<String> patterns) {
        for (String pattern : patterns) {
            String wanted = pattern.toLowerCase(Locale.ROOT);
            boolean fits = wanted.endsWith("*")
                    ? name.startsWith(wanted.substring(0, wanted.length() - 1))
                    : name.equals(wanted);
            if (fits) {
                return true;
            }
        }
        return !patterns.iterator().hasNext();
    }

    byte[] answer(Code code) {
        return answer(code, new byte[0]);
    }

    /** With an address; without one if something else was asked for. */
    byte[] answer(byte[] address) {
        return type == IPV4 ? answer(Code.NO_ERROR, address) : answer(Code.NO_ERROR);
    }

    private byte[] answer(Code code, byte[] address) {
        ByteBuffer header = ByteBuffer.wrap(head.clone());
        header.put(2, (byte) (0x80 | (head[2] & 0x01))); // an answer; recursion is desired if it was
        header.put(3, (byte) (0x80 | code.number)); // recursion is available
        header.putShort(6, (short) (address.length == 0 ? 0 : 1));
        header.putShort(8, (short) 0);
        header.putShort(10, (short) 0);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(header.array());
        if (address.length > 0) {
            ByteBuffer record = ByteBuffer.allocate(12 + address.length);
            record.putShort((short) (POINTER << 8 | HEADER)); // the name of the question
            record.putShort((short) IPV4);
            record.putShort((short) 1);
            record.putInt(TIME_TO_LIVE_SECONDS);
            record.putShort((short) address.length);
            record.put(address);
            all.writeBytes(record.array());
        }
        return all.toByteArray();
    }
}

package dev.tensile.engine.local;

import dev.tensile.experiment.HttpHarm;
import dev.tensile.experiment.LinkFault;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What doses make of one HTTP answer. Owned by the event loop. */
final class AnswerHarm {
    private static final String BROKEN_STATUS_LINE = "HTTP/1.1 two hundred and fine";
    private static final String BROKEN_CHUNK = "xyz\r\n";

    /**
     * What becomes of some of it.
     *
     * @param bytes to be passed on instead
     * @param ends whether nothing is to follow
     * @param lost whether the connection is to be cut instead
     */
    record Outcome(ByteBuf bytes, boolean ends, boolean lost) {}

    private final List<DoseInForce> doses;
    private final long ordinal;
    private final boolean bodiless;
    private final List<String> lines;
    private boolean dropsBody;
    private long left = Long.MAX_VALUE;

    private AnswerHarm(List<DoseInForce> doses, long ordinal, boolean bodiless, List<String> lines) {
        this.doses = doses;
        this.ordinal = ordinal;
        this.bodiless = bodiless;
        this.lines = lines;
    }

    /** Takes ownership of the head. */
    static AnswerHarm of(List<DoseInForce> doses, long ordinal, boolean bodiless, ByteBuf head) {
        String text = head.toString(StandardCharsets.ISO_8859_1);
        head.release();
        List<String> lines = new ArrayList<>(List.of(text.strip().split("\r?\n")));
        return new AnswerHarm(List.copyOf(doses), ordinal, bodiless, lines);
    }

    /** The whole of an answer that is given in the dependency's stead. */
    static String answer(Exchange.Reply reply) {
        HttpResponseStatus status = HttpResponseStatus.valueOf(reply.status());
        boolean bodiless = reply.status() == 204 || reply.status() == 304;
        return "HTTP/1.1 " + status.code() + " " + status.reasonPhrase() + "\r\n"
                + (bodiless ? "" : "Content-Length: 0\r\n")
                + (reply.closes() ? "Connection: close\r\n" : "")
                + "\r\n";
    }

    /** What becomes of the head. */
    Outcome begin() {
        StringBuilder behind = new StringBuilder();
        boolean ends = false;
        for (DoseInForce dose : doses) {
            HttpHarm harm = ((LinkFault.Http) dose.fault()).harm();
            if (harm instanceof HttpHarm.LoseAnswer) {
                dose.deeds().touchedRequest();
                dose.reset(ordinal);
                return new Outcome(Unpooled.EMPTY_BUFFER, true, true);
            }
            if (harm instanceof HttpHarm.Header header) {
                set(header.name(), header.value());
                changed(dose);
            } else if (harm instanceof HttpHarm.Body body && !bodiless) {
                changeBody(body, behind);
                changed(dose);
            } else if (harm instanceof HttpHarm.Malform malform) {
                ends |= malform(malform, dose, behind);
            } else if (harm instanceof HttpHarm.Truncate truncate && !bodiless) {
                left = Math.min(left, truncate.bytes());
            }
        }
        String head = String.join("\r\n", lines) + "\r\n\r\n" + behind;
        return new Outcome(Unpooled.copiedBuffer(head, StandardCharsets.ISO_8859_1), ends, false);
    }

    private void changeBody(HttpHarm.Body body, StringBuilder behind) {
        byte[] bytes = body.text().getBytes(StandardCharsets.UTF_8);
        set("Transfer-Encoding", "");
        set("Content-Encoding", "");
        set("Content-Length", String.valueOf(bytes.length));
        behind.append(new String(bytes, StandardCharsets.ISO_8859_1));
        dropsBody = true;
    }

    /** Whether the answer ends there. */
    private boolean malform(HttpHarm.Malform malform, DoseInForce dose, StringBuilder behind) {
        if (malform.part() == HttpHarm.Malform.Part.STATUS_LINE) {
            lines.set(0, BROKEN_STATUS_LINE);
            changed(dose);
            return false;
        }
        if (bodiless) {
            return false;
        }
        set("Content-Length", "");
        set("Transfer-Encoding", "chunked");
        behind.append(BROKEN_CHUNK);
        changed(dose);
        return true;
    }

    private void changed(DoseInForce dose) {
        dose.deeds().touchedRequest();
        dose.deeds().changed(ordinal);
    }

    /** What becomes of some of the body. */
    Outcome body(ByteBuf part) {
        if (dropsBody) {
            part.release();
            return new Outcome(Unpooled.EMPTY_BUFFER, false, false);
        }
        if (part.readableBytes() <= left) {
            left -= left == Long.MAX_VALUE ? 0 : part.readableBytes();
            return new Outcome(part, false, false);
        }
        truncated();
        ByteBuf kept = part.readRetainedSlice((int) left);
        part.release();
        left = 0;
        dropsBody = true;
        return new Outcome(kept, true, false);
    }

    private void truncated() {
        for (DoseInForce dose : doses) {
            if (((LinkFault.Http) dose.fault()).harm() instanceof HttpHarm.Truncate) {
                dose.deeds().touchedRequest();
                dose.cutShort(ordinal);
            }
        }
    }

    /** Without a value it is taken away. */
    private void set(String name, String value) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        lines.removeIf(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix));
        if (!value.isEmpty()) {
            lines.add(name + ": " + value);
        }
    }
}

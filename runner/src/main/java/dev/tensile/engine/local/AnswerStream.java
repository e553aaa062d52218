package dev.tensile.engine.local;

import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.LinkFault.Direction;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the upstream of one connection sends, on its way to the caller, answer by answer; and the answers that are given here.
 * Owned by the event loop. Nothing is looked at but where answers begin and end, unless a dose touches one of them.
 */
final class AnswerStream {
    private final Link link;
    private final long ordinal;
    private final OneWay.Exit caller;
    private final Exchanges exchanges;
    private final HttpAnswers answers;
    private final OneWay way;
    /** The beginning of a head that is to be changed. */
    private final List<ByteBuf> held = new ArrayList<>();

    private @Nullable AnswerHarm harm;
    private boolean over;

    AnswerStream(Link link, long ordinal, Exchanges exchanges, OneWay.Exit caller) {
        this.link = link;
        this.ordinal = ordinal;
        this.exchanges = exchanges;
        this.caller = caller;
        answers = new HttpAnswers(exchanges);
        way = new OneWay(link, Direction.FROM, ordinal, caller);
    }

    OneWay way() {
        return way;
    }

    boolean isFull() {
        return way.isFull();
    }

    boolean isEmpty() {
        return way.isEmpty() && held.isEmpty();
    }

    /** Takes ownership of the bytes. */
    void received(ByteBuf data) {
        DoseInForce reset = link.doses().onConnection(LinkFault.Reset.class, ordinal);
        if (over) {
            data.release();
        } else if (reset != null) {
            data.release();
            reset.reset(ordinal);
            caller.abort();
        } else if (answers.isOpaque() || way.isSilenced()) {
            way.pass(data, List.of());
        } else {
            follow(data);
        }
    }

    private void follow(ByteBuf data) {
        int from = data.readerIndex();
        int at = from;
        while (at < data.writerIndex() && exchanges.areUntreated()) {
            at = answers.advance(data, at);
            endOfAnswer();
        }
        if (at == data.writerIndex()) {
            way.pass(data, List.of());
            return;
        }
        if (at > from) {
            way.pass(data.readRetainedSlice(at - from), List.of());
        }
        reply();
        while (data.isReadable() && !over) {
            int end = answers.advance(data, data.readerIndex());
            treat(data.readRetainedSlice(end - data.readerIndex()));
            if (endOfAnswer()) {
                reply();
            }
        }
        data.release();
    }

    /** Whether the answer to the first request has passed. */
    private boolean endOfAnswer() {
        if (answers.isOpaque()) {
            exchanges.stop();
            return false;
        }
        boolean passed = answers.isBetween() && !answers.isInterim() && answers.part() != HttpFraming.Part.HEAD;
        if (passed) {
            exchanges.answered();
            harm = null;
        }
        return passed;
    }

    private void treat(ByteBuf part) {
        Exchange asked = exchanges.first();
        switch (answers.part()) {
            case HEAD, HEAD_END -> {
                if (asked == null || asked.onAnswer().isEmpty()) {
                    way.pass(part, List.of());
                    return;
                }
                held.add(part);
                if (answers.part() == HttpFraming.Part.HEAD_END) {
                    begin(asked);
                }
            }
            case REST -> rest(part);
        }
    }

    private void begin(Exchange asked) {
        ByteBuf head = Unpooled.wrappedBuffer(held.toArray(ByteBuf[]::new));
        held.clear();
        List<DoseInForce> acting = answers.isInterim()
                ? List.of()
                : asked.onAnswer().stream().filter(link.doses()::has).toList();
        List<DoseInForce> delaying =
                acting.stream().filter(dose -> dose.is(LinkFault.Latency.class)).toList();
        List<DoseInForce> harming =
                acting.stream().filter(dose -> dose.is(LinkFault.Http.class)).toList();
        if (harming.isEmpty()) {
            way.pass(head, delaying);
            return;
        }
        harm = AnswerHarm.of(harming, ordinal, answers.isBodiless(), head);
        AnswerHarm.Outcome outcome = harm.begin();
        if (outcome.lost()) {
            caller.abort();
            return;
        }
        way.pass(outcome.bytes(), delaying);
        if (outcome.ends()) {
            way.end();
        }
    }

    private void rest(ByteBuf part) {
        if (harm == null) {
            if (!held.isEmpty()) {
                held.forEach(one -> way.pass(one, List.of()));
                held.clear();
            }
            way.pass(part, List.of());
            return;
        }
        AnswerHarm.Outcome outcome = harm.body(part);
        way.pass(outcome.bytes(), List.of());
        if (outcome.ends()) {
            way.end();
        }
    }

    /** Answers requests that are not passed on, when it is their turn. */
    void reply() {
        for (Exchange first = exchanges.first();
                first != null && first.reply() != null && first.isComplete() && answers.isBetween() && !over;
                first = exchanges.first()) {
            Exchange.Reply reply = java.util.Objects.requireNonNull(first.reply());
            exchanges.answered();
            way.pass(Unpooled.copiedBuffer(AnswerHarm.answer(reply), StandardCharsets.ISO_8859_1), reply.delaying());
            if (reply.closes()) {
                way.end();
            }
        }
    }

    /** The upstream sends no more. */
    void ended() {
        held.forEach(part -> way.pass(part, List.of()));
        held.clear();
        way.end();
    }

    /** Lets go of everything that waits. */
    void flush() {
        if (!over && !way.isSilenced()) {
            if (!held.isEmpty()) {
                exchanges.leaveFirstAlone();
                held.forEach(part -> way.pass(part, List.of()));
                held.clear();
            }
            way.flush();
        }
    }

    /** From here on everything vanishes, including what waits. */
    void silence(DoseInForce dose) {
        way.silence(dose);
        held.forEach(part -> way.swallow(part, dose));
        held.clear();
    }

    /** Forgets everything; nothing will be written any more. */
    void close() {
        over = true;
        held.forEach(ByteBuf::release);
        held.clear();
        way.close();
    }
}

package dev.tensile.engine.local;

import dev.tensile.experiment.HttpHarm;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.LinkFault.Direction;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the caller of one connection sends, on its way to the upstream, request by request. Owned by the event loop.
 *
 * <p>While a dose looks at single requests, the beginning of a head waits until the head is complete, because only then is
 * it known whom the request belongs to. Otherwise nothing waits that no dose touches.
 */
final class CallerStream {
    /** What can become of the connection that the stream belongs to. */
    interface Connection extends OneWay.Exit {
        /** It is to fall silent. */
        void silence(DoseInForce blackhole);

        /** The head of a request has come in full. */
        void asked();

        /** A request may be answered here now. */
        void reply();
    }

    private final Link link;
    private final long ordinal;
    private final Connection connection;
    private final Exchanges exchanges;
    private final HttpHeads heads = new HttpHeads();
    private final OneWay way;
    /** The beginning of a request about which nothing can be decided yet. */
    private final List<ByteBuf> held = new ArrayList<>();

    /** Whether some of the head that is coming was sent on already. */
    private boolean headBegun;
    /** The request that is answered here, while the rest of it comes. */
    private Optional<Exchange> taken = Optional.empty();

    private boolean over;

    CallerStream(Link link, long ordinal, Exchanges exchanges, Connection connection) {
        this.link = link;
        this.ordinal = ordinal;
        this.exchanges = exchanges;
        this.connection = connection;
        way = new OneWay(link, Direction.TO, ordinal, connection);
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
        Doses doses = link.doses();
        DoseInForce reset = doses.onConnection(LinkFault.Reset.class, ordinal);
        if (over) {
            data.release();
        } else if (reset != null) {
            skim(data, doses);
            data.release();
            reset.reset(ordinal);
            connection.abort();
        } else if (!way.isSilenced() && !heads.isOpaque() && (doses.lookAtRequests() || taken.isPresent())) {
            receivedRequests(data, doses);
        } else {
            skim(data, doses);
            sendHeld(List.of());
            way.pass(data, List.of());
        }
    }

    /** The caller sends no more. */
    void ended() {
        sendHeld(List.of());
        way.end();
    }

    /** Lets go of everything that waits. */
    void flush() {
        if (!over && !way.isSilenced()) {
            headBegun |= !held.isEmpty();
            sendHeld(List.of());
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

    /** Follows the requests without holding anything. */
    private void skim(ByteBuf data, Doses doses) {
        int at = data.readerIndex();
        while (at < data.writerIndex()) {
            at = heads.advance(data, at);
            headBegun = heads.part() == HttpHeads.Part.HEAD;
            if (heads.part() == HttpHeads.Part.HEAD_END) {
                doses.sawRequest(heads.head(), ordinal);
                connection.asked();
                exchanges.add(Exchange.passed(heads.head().method(), List.of()));
            }
        }
    }

    private void receivedRequests(ByteBuf data, Doses doses) {
        while (data.isReadable() && !over && !way.isSilenced()) {
            int end = heads.advance(data, data.readerIndex());
            ByteBuf part = data.readRetainedSlice(end - data.readerIndex());
            switch (heads.part()) {
                case HEAD -> held.add(part);
                case HEAD_END -> {
                    held.add(part);
                    decide(doses);
                    headBegun = false;
                }
                case REST -> rest(part);
            }
            if (heads.isBetween()) {
                complete();
            }
        }
        if (data.isReadable()) {
            way.pass(data, List.of());
        } else {
            data.release();
        }
    }

    private void rest(ByteBuf part) {
        if (taken.isPresent()) {
            part.release();
        } else {
            held.add(part);
            sendHeld(List.of());
        }
    }

    private void complete() {
        taken.ifPresent(exchange -> {
            exchange.completed();
            connection.reply();
        });
        taken = Optional.empty();
    }

    private void decide(Doses doses) {
        HttpHeads.Head head = heads.head();
        doses.sawRequest(head, ordinal);
        connection.asked();
        List<DoseInForce> touching = doses.onRequest(head, ordinal, heads.requests()).stream()
                .filter(this::canAct)
                .toList();
        touching.stream()
                .filter(DoseInForce::decidesRequests)
                .forEach(dose -> dose.deeds().touchesLast());
        touching.stream().filter(dose -> !isOnAnswer(dose)).forEach(dose -> {
            dose.deeds().touchedRequest();
            dose.touchedConnection(ordinal);
        });
        Optional<DoseInForce> reset = first(touching, CallerStream::cuts);
        Optional<DoseInForce> blackhole = first(touching, dose -> dose.is(LinkFault.Blackhole.class));
        if (reset.isPresent()) {
            reset.get().reset(ordinal);
            connection.abort();
        } else if (blackhole.isPresent()) {
            connection.silence(blackhole.get());
        } else {
            passOrTake(head, touching);
        }
    }

    private void passOrTake(HttpHeads.Head head, List<DoseInForce> touching) {
        List<DoseInForce> delaying =
                touching.stream().filter(dose -> delays(dose, Direction.TO)).toList();
        Optional<DoseInForce> status = first(touching, CallerStream::isAnswered);
        if (status.isPresent()) {
            take(head, status.get(), delaying);
        } else {
            List<DoseInForce> onAnswer = touching.stream()
                    .filter(dose -> isOnAnswer(dose) || delays(dose, Direction.FROM))
                    .toList();
            exchanges.add(Exchange.passed(head.method(), onAnswer));
            sendHeld(delaying);
        }
    }

    /** A caller that waits to be asked for the body may send it or not: nobody can tell what comes next, so it ends there. */
    private void take(HttpHeads.Head head, DoseInForce dose, List<DoseInForce> delaying) {
        held.forEach(ByteBuf::release);
        held.clear();
        HttpHarm.Status status = (HttpHarm.Status) java.util.Objects.requireNonNull(harm(dose));
        boolean closes = head.closes() || head.expects();
        Exchange exchange = Exchange.replied(head.method(), new Exchange.Reply(status.status(), closes, delaying));
        dose.deeds().answered(ordinal);
        exchanges.add(exchange);
        taken = Optional.of(exchange);
        if (head.expects()) {
            exchange.completed();
            connection.reply();
        }
    }

    private static boolean cuts(DoseInForce dose) {
        return dose.is(LinkFault.Reset.class) || harm(dose) instanceof HttpHarm.Abort;
    }

    /** Whether it holds single requests or their answers. */
    private static boolean delays(DoseInForce dose, Direction way) {
        return (dose.is(LinkFault.Latency.class) && dose.actsOn(way))
                || (dose.is(LinkFault.HttpDelay.class) && way == Direction.TO);
    }

    /** Whether it does nothing to a request, but something to its answer. */
    private static boolean isOnAnswer(DoseInForce dose) {
        HttpHarm harm = harm(dose);
        return harm != null && !(harm instanceof HttpHarm.Abort) && !isAnswered(dose);
    }

    /** A request that has been passed in part is not answered here; answers that cannot be told apart are neither given nor held. */
    private boolean canAct(DoseInForce dose) {
        boolean holdsAnswers = dose.is(LinkFault.Latency.class) && !dose.actsOn(Direction.TO);
        boolean needsAnswers = holdsAnswers || isAnswered(dose);
        return (exchanges.areFollowed() || !needsAnswers) && !(headBegun && isAnswered(dose));
    }

    /** Whether requests are answered in the dependency's stead. */
    private static boolean isAnswered(DoseInForce dose) {
        return harm(dose) instanceof HttpHarm.Status;
    }

    private static @org.jspecify.annotations.Nullable HttpHarm harm(DoseInForce dose) {
        return dose.fault() instanceof LinkFault.Http http ? http.harm() : null;
    }

    private static Optional<DoseInForce> first(List<DoseInForce> doses, Predicate<DoseInForce> wanted) {
        return doses.stream().filter(wanted).findFirst();
    }

    /** Sends what is held as one, with one delay. */
    private void sendHeld(List<DoseInForce> delaying) {
        if (held.size() == 1) {
            way.pass(held.remove(0), delaying);
        } else if (!held.isEmpty()) {
            ByteBuf whole = Unpooled.wrappedBuffer(held.toArray(ByteBuf[]::new));
            held.clear();
            way.pass(whole, delaying);
        }
    }
}

package dev.tensile.engine.local;

import dev.tensile.experiment.DatabaseHarm;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.LocalLink;
import dev.tensile.experiment.StreamHarm;
import dev.tensile.run.Delivered;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A proxy from one port to one upstream, and the doses in force on it. Everything but {@link #open} and {@link #close} is
 * called on the event loop, which owns it all.
 *
 * <p>Refusing everybody is done by not listening, so that callers see a closed port. The kernel does not say how many it
 * turned away; so if no live connection was there to be cut, the first newcomer is accepted, reset and counted, and only
 * then the port closes. {@code refusals} is therefore a lower bound for a share of 100 %, but never above zero without a
 * caller. For a lower share, those inside are accepted and reset at once, all counted.
 */
@SuppressWarnings("FutureReturnValueIgnored") // on the loop nobody waits; what fails shows in isListening()
final class Link {
    private static final long RETRY_MILLIS = 5;
    private static final int PATIENT_TRIES = 10;

    /** Who may order doses. */
    record Holder(String lease, long pid) {}

    private final Transport transport;
    private final LocalLink address;
    private final InetSocketAddress upstream;
    private final Listener listener;
    private final Set<Pair> pairs = new LinkedHashSet<>();
    private final Map<Long, Delivered.Traffic> ended = new HashMap<>();
    private final Tally tally = new Tally();
    private Doses doses = Doses.NONE;
    private @Nullable Holder holder;
    private long ordinals;

    Link(Transport transport, LocalLink address) throws IOException {
        this.transport = transport;
        this.address = address;
        upstream = new InetSocketAddress(
                address.upstream().host(), address.upstream().port());
        InetSocketAddress listen =
                new InetSocketAddress(address.listen().host(), address.listen().port());
        listener = new Listener(transport, listen, client -> transport.loop().execute(() -> accepted(client)));
    }

    LocalLink address() {
        return address;
    }

    Transport transport() {
        return transport;
    }

    /** What passes, whether a dose is in force or not. */
    Tally tally() {
        return tally;
    }

    Doses doses() {
        return doses;
    }

    @Nullable
    Holder holder() {
        return holder;
    }

    boolean isListening() {
        return listener.isListening();
    }

    int connections() {
        return pairs.size();
    }

    void open() {
        listener.open();
    }

    /** The connection that a caller made from a port of this machine; null if there is none. */
    @Nullable
    Pair from(int callerPort) {
        for (Pair pair : pairs) {
            if (pair.callerAddress() instanceof InetSocketAddress caller && caller.getPort() == callerPort) {
                return pair;
            }
        }
        return null;
    }

    /** Makes somebody the holder; the one who holds it already if that is somebody else. */
    @Nullable
    Holder lease(Holder asking) {
        if (holder == null) {
            holder = asking;
        }
        return holder.equals(asking) ? null : holder;
    }

    /** Ends a lease and everything that was ordered under it; nothing if it ended before. */
    void release(String lease) {
        if (holder != null && holder.lease().equals(lease)) {
            revertAll();
            ended.clear();
            holder = null;
        }
    }

    void revertAll() {
        doses.all().forEach(dose -> revert(dose.order().id()));
    }

    /** Puts a dose in force for every connection, live ones included; done when it is. */
    CompletableFuture<Boolean> inject(Order order) {
        DoseInForce dose = new DoseInForce(order, transport, pairs.size());
        doses = doses.with(dose);
        transport.loop().schedule(() -> revertAtLimit(dose), order.limitNanos(), TimeUnit.NANOSECONDS);
        List<Pair> touched = inside(dose);
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        if (dose.is(LinkFault.Reset.class) && dose.meetsBytes()) {
            pairs.forEach(pair -> dose.met(pair.ordinal()));
            cut(dose, touched);
        } else if (dose.is(LinkFault.Refuse.class)) {
            cut(dose, touched);
        } else if (dose.is(LinkFault.Blackhole.class)) {
            touched.forEach(pair -> pair.silence(dose));
        } else if (order.fault() instanceof LinkFault.Stream stream) {
            beginStream(dose, stream, touched);
        } else if (order.fault() instanceof LinkFault.Database database
                && database.harm() instanceof DatabaseHarm.StartingUp starting
                && starting.live() == DatabaseHarm.StartingUp.Live.TERMINATED) {
            new ArrayList<>(pairs).forEach(pair -> pair.terminate(dose));
        } // Of anything else bytes hear when they come.
        if (Doses.refusesEverybody(dose) && !touched.isEmpty()) {
            listener.stop(() -> done.complete(true));
        } else {
            done.complete(true);
        }
        return done;
    }

    private void beginStream(DoseInForce dose, LinkFault.Stream stream, List<Pair> touched) {
        if (Doses.isHalfOpen(dose)) {
            touched.forEach(pair -> pair.deaden(dose));
        } else if (stream.harm() instanceof StreamHarm.Flapping flapping) {
            goDown(dose, flapping);
        } else if (stream.harm() instanceof StreamHarm.ResetAfterTime after) {
            pairs.forEach(pair -> resetLater(dose, after, pair));
        }
    }

    private void goDown(DoseInForce dose, StreamHarm.Flapping flapping) {
        if (!doses.has(dose)) {
            return;
        }
        long length = flapping.down().toNanos();
        dose.goDown(System.nanoTime() + length);
        if (flapping.whileDown() == StreamHarm.Flapping.Down.REFUSING) {
            pairs.forEach(pair -> dose.met(pair.ordinal()));
            List<Pair> touched = inside(dose);
            cut(dose, touched);
            if (Doses.refusesEverybody(dose) && !touched.isEmpty()) {
                listener.stop(() -> {});
            }
        }
        transport.loop().schedule(() -> goUp(dose, flapping), length, TimeUnit.NANOSECONDS);
    }

    private void goUp(DoseInForce dose, StreamHarm.Flapping flapping) {
        if (doses.has(dose)) {
            dose.goUp();
            listenIfAllowed(1, () -> {});
            transport
                    .loop()
                    .schedule(() -> goDown(dose, flapping), flapping.up().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void resetLater(DoseInForce dose, StreamHarm.ResetAfterTime after, Pair pair) {
        transport
                .loop()
                .schedule(
                        () -> {
                            if (doses.has(dose) && pairs.contains(pair)) {
                                dose.met(pair.ordinal());
                                cut(dose, dose.insideConnection(pair.ordinal()) ? List.of(pair) : List.of());
                            }
                        },
                        after.time().toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    private List<Pair> inside(DoseInForce dose) {
        return pairs.stream()
                .filter(pair -> dose.insideConnection(pair.ordinal()))
                .toList();
    }

    /** Not by its number, which a later run may use again. */
    private void revertAtLimit(DoseInForce dose) {
        if (doses.has(dose)) {
            revert(dose.order().id());
        }
    }

    private static void cut(DoseInForce dose, List<Pair> touched) {
        for (Pair pair : touched) {
            dose.reset(pair.ordinal());
            pair.abort();
        }
    }

    Delivered.Traffic delivered(long id) {
        for (DoseInForce dose : doses.all()) {
            if (dose.order().id() == id) {
                return dose.delivered();
            }
        }
        return ended.getOrDefault(id, Delivered.Traffic.NOTHING);
    }

    /** Takes a dose out of force; done when the port listens as before. Twice is once. */
    CompletableFuture<Delivered.Traffic> revert(long id) {
        CompletableFuture<Delivered.Traffic> done = new CompletableFuture<>();
        for (DoseInForce dose : doses.all()) {
            if (dose.order().id() == id) {
                doses = doses.without(dose);
                lift(dose);
                ended.put(id, dose.delivered());
            }
        }
        listenIfAllowed(1, () -> done.complete(delivered(id)));
        return done;
    }

    /** Whatever waits goes on its way, even if another latency is still in force; whoever was silenced is reset. */
    private void lift(DoseInForce dose) {
        List<Pair> all = new ArrayList<>(pairs);
        dose.lift();
        if (holdsBack(dose)) {
            all.forEach(Pair::letGo);
        }
        all.stream().filter(pair -> pair.isSilencedBy(dose)).forEach(Pair::abort);
    }

    private static boolean holdsBack(DoseInForce dose) {
        boolean cuts =
                dose.is(LinkFault.Reset.class) || dose.is(LinkFault.Refuse.class) || dose.is(LinkFault.Blackhole.class);
        return !cuts || dose.decidesRequests();
    }

    /** A port that cannot be had at once is tried for until it can. */
    private void listenIfAllowed(int attempt, Runnable then) {
        if (listener.isListening() || doses.refuseEverybody()) {
            then.run();
            return;
        }
        listener.reopen(opened -> {
            boolean wait = !opened && attempt < PATIENT_TRIES;
            if (!opened) {
                Runnable next = wait ? then : () -> {};
                transport
                        .loop()
                        .schedule(() -> listenIfAllowed(attempt + 1, next), RETRY_MILLIS, TimeUnit.MILLISECONDS);
            }
            if (!wait) {
                then.run();
            }
        });
    }

    private void accepted(SocketChannel client) {
        long ordinal = ++ordinals;
        doses.sawConnection();
        tally.add(Tally.What.OPENED);
        DoseInForce refusing = doses.refusing(ordinal);
        if (refusing != null) {
            refusing.deeds().refused(ordinal);
            tally.add(Tally.What.REFUSED);
            Pair.reset(client);
            if (Doses.refusesEverybody(refusing)) {
                listener.stop(() -> {});
            }
            return;
        }
        Pair pair = new Pair(this, ordinal, client);
        pairs.add(pair);
        pair.open(upstream);
        for (DoseInForce dose : doses.all()) {
            if (dose.fault() instanceof LinkFault.Stream stream
                    && stream.harm() instanceof StreamHarm.ResetAfterTime after) {
                resetLater(dose, after, pair);
            }
        }
    }

    void forget(Pair pair) {
        pairs.remove(pair);
    }

    /** Stops listening for good and cuts every connection. */
    void close() throws IOException {
        revertAll();
        listener.close();
        new ArrayList<>(pairs).forEach(Pair::abort);
    }
}

package dev.tensile.engine.local;

import dev.tensile.engine.TestPlans;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.LocalLink;
import dev.tensile.run.Delivered;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A link to an echo server, in this process. Closing checks that nothing of it is left. */
final class LinkUnderTest implements AutoCloseable {
    static final Duration LONG = Duration.ofMinutes(5);

    private final Transport transport = new Transport();
    private final EchoServer upstream = new EchoServer();
    private final HostPort listen = Caller.freePort();
    private final HostPort leadsTo;
    private final Link link;
    private long ids;

    /** To its own echo server. */
    LinkUnderTest() throws IOException {
        leadsTo = upstream.address();
        link = new Link(transport, new LocalLink(listen, leadsTo));
        link.open();
    }

    /** To somebody else's server. */
    LinkUnderTest(HostPort leadsTo) throws IOException {
        this.leadsTo = leadsTo;
        link = new Link(transport, new LocalLink(listen, leadsTo));
        link.open();
    }

    Dependency dependency() {
        return TestPlans.dependency("echo", listen, leadsTo);
    }

    EchoServer upstream() {
        return upstream;
    }

    HostPort listen() {
        return listen;
    }

    Caller call() throws IOException {
        return new Caller(listen);
    }

    /** Its number. */
    long inject(Dose dose, Duration limit, long seed) {
        long id = ++ids;
        onLoop(() -> link.inject(Order.of(id, dose, limit, seed))).join();
        return id;
    }

    long inject(Dose dose) {
        return inject(dose, LONG, 1);
    }

    Delivered.Traffic revert(long id) {
        return onLoop(() -> link.revert(id)).join();
    }

    Delivered.Traffic delivered(long id) {
        return onLoop(() -> link.delivered(id));
    }

    boolean nothingInForce() {
        return onLoop(() -> link.doses().isEmpty());
    }

    /** What has passed it so far. */
    CountedSoFar counted() {
        return new CountedSoFar(first -> onLoop(() -> link.tally().since(first)));
    }

    int connections() {
        return onLoop(link::connections);
    }

    private <T> T onLoop(Callable<T> task) {
        try {
            return transport.loop().submit(task).get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new AssertionError("the event loop did not answer", e);
        }
    }

    @Override
    public void close() throws IOException {
        Caller.await("the link forgets closed connections", () -> connections() == 0);
        onLoop(() -> {
            link.close();
            return true;
        });
        transport.close();
        upstream.close();
        if (LinkProbe.isServed(listen)) {
            throw new AssertionError("the link still listens on " + listen);
        }
    }
}

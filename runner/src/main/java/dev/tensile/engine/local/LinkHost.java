package dev.tensile.engine.local;

import dev.tensile.experiment.LocalLink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** All links of one process, and their control sockets. Closing twice is once. */
final class LinkHost implements AutoCloseable {
    private final Transport transport = new Transport();
    private final List<Link> links = new ArrayList<>();
    private final List<ControlServer> controls = new ArrayList<>();
    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private boolean closed;

    /**
     * Opens all links in pass-through, or none.
     *
     * @param parentPid the run that owns this process, 0 if there is none
     */
    static LinkHost open(List<LocalLink> addresses, long parentPid) throws IOException {
        LinkHost host = new LinkHost();
        try {
            WarmUp.run(host.transport);
            for (LocalLink address : addresses) {
                host.add(address, parentPid);
            }
        } catch (IOException | RuntimeException e) {
            host.close();
            throw e;
        }
        return host;
    }

    private void add(LocalLink address, long parentPid) throws IOException {
        Link link;
        try {
            link = new Link(transport, address);
            links.add(link);
            link.open();
        } catch (java.net.BindException e) {
            throw new PortTaken(address, e);
        }
        LinkFolder folder = LinkFolder.ofUser();
        folder.create(address.listen());
        ControlServer control =
                new ControlServer(link, folder.socket(address.listen()), parentPid, stopAsked::countDown);
        controls.add(control);
        control.start();
    }

    /** The port belongs to somebody else, or to nobody here. */
    static final class PortTaken extends IOException {
        PortTaken(LocalLink address, IOException cause) {
            super("the link cannot listen on " + address.listen() + ": " + cause.getMessage(), cause);
        }
    }

    List<Link> links() {
        return List.copyOf(links);
    }

    void askToStop() {
        stopAsked.countDown();
    }

    void awaitStop() throws InterruptedException {
        stopAsked.await();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        for (ControlServer control : controls) {
            quietly(control::close);
        }
        for (Link link : links) {
            quietly(() -> transport
                    .loop()
                    .submit(() -> {
                        link.close();
                        return null;
                    })
                    .await(2, TimeUnit.SECONDS));
        }
        transport.close();
    }

    /** An act that may fail. */
    private interface Act {
        void run() throws Exception;
    }

    private static void quietly(Act act) {
        try {
            act.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            System.err.println("while closing: " + e);
        }
    }
}

package dev.tensile.engine.local.host;

import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.LocalResolver;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Answers questions for names from a table, or with what another resolver says, unless a dose is in force that touches them. By
 * UDP only. A question that the other resolver does not answer is not answered.
 */
final class Resolver implements AutoCloseable {
    private static final int LARGEST = 4096;
    private static final int UPSTREAM_MILLIS = 5_000;

    private final LocalResolver settings;
    private final DatagramSocket socket;
    private final ScheduledExecutorService workers = Executors.newScheduledThreadPool(4, task -> {
        Thread thread = new Thread(task, "tensile-resolver");
        thread.setDaemon(true);
        return thread;
    });

    /** Changed by the loop of the watchdog, read by the thread that receives. */
    private final List<Misanswering> doses = new CopyOnWriteArrayList<>();

    Resolver(LocalResolver settings) throws IOException {
        this.settings = settings;
        socket = new DatagramSocket(address(settings.listen()));
        Thread receiver = new Thread(this::receiveAll, "tensile-resolver-receiver");
        receiver.setDaemon(true);
        receiver.start();
    }

    private static InetSocketAddress address(HostPort address) {
        return new InetSocketAddress(address.host(), address.port());
    }

    void add(Misanswering dose) {
        doses.add(dose);
    }

    void remove(Misanswering dose) {
        doses.remove(dose);
    }

    /** All see a question, and the first that is about it touches it. */
    private Optional<Misanswering> touching(DnsMessage message) {
        return doses.stream().filter(dose -> dose.saw(message)).toList().stream()
                .findFirst();
    }

    private void receiveAll() {
        while (!socket.isClosed()) {
            try {
                byte[] bytes = new byte[LARGEST];
                DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
                socket.receive(packet);
                byte[] question = Arrays.copyOf(bytes, packet.getLength());
                SocketAddress asker = packet.getSocketAddress();
                DnsMessage.parse(question, question.length).ifPresent(message -> take(message, question, asker));
            } catch (IOException closed) {
                // The loop looks whether it is.
            }
        }
    }

    private void take(DnsMessage message, byte[] question, SocketAddress asker) {
        long received = System.nanoTime();
        Optional<Misanswering> dose = touching(message);
        Misanswering.Verdict verdict = dose.map(Misanswering::touch).orElse(Misanswering.Verdict.UNTOUCHED);
        var unused = workers.schedule(
                () -> {
                    if (verdict.delayNanos() > 0) {
                        dose.ifPresent(one -> one.delayed(System.nanoTime() - received));
                    }
                    verdict.answer(message)
                            .or(() -> verdict.isSilent() ? Optional.empty() : truth(message, question))
                            .ifPresent(answer -> send(answer, asker));
                },
                verdict.delayNanos(),
                TimeUnit.NANOSECONDS);
    }

    private Optional<byte[]> truth(DnsMessage message, byte[] question) {
        String known = settings.answers().get(message.name());
        try {
            if (known != null) {
                return Optional.of(message.answer(InetAddress.getByName(known).getAddress()));
            }
            return settings.upstream().isEmpty()
                    ? Optional.of(message.answer(DnsMessage.Code.NO_SUCH_NAME))
                    : Optional.of(ask(HostPort.parse(settings.upstream()), question));
        } catch (IOException silent) {
            return Optional.empty();
        }
    }

    private static byte[] ask(HostPort upstream, byte[] question) throws IOException {
        try (DatagramSocket out = new DatagramSocket()) {
            out.setSoTimeout(UPSTREAM_MILLIS);
            out.connect(address(upstream));
            out.send(new DatagramPacket(question, question.length));
            byte[] bytes = new byte[LARGEST];
            DatagramPacket answer = new DatagramPacket(bytes, bytes.length);
            out.receive(answer);
            return Arrays.copyOf(bytes, answer.getLength());
        }
    }

    private void send(byte[] answer, SocketAddress asker) {
        try {
            socket.send(new DatagramPacket(answer, answer.length, asker));
        } catch (IOException gone) {
            // Nobody waits for it any more.
        }
    }

    @Override
    public void close() {
        socket.close();
        workers.shutdownNow();
    }
}

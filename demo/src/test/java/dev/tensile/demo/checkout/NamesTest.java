package dev.tensile.demo.checkout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** Against a resolver on a real socket. */
class NamesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private DatagramSocket socket;
    private volatile boolean failing;
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void open() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
        Thread server = new Thread(this::serve, "resolver");
        server.setDaemon(true);
        server.start();
    }

    @AfterEach
    void close() {
        socket.close();
    }

    private void serve() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[512], 512);
                socket.receive(packet);
                asked.incrementAndGet();
                byte[] answer = answer(new Message(Arrays.copyOf(packet.getData(), packet.getLength())));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (IOException closed) {
            // the end of the test
        }
    }

    private byte[] answer(Message query) throws IOException {
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(query.getQuestion(), Section.QUESTION);
        if (failing) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
        } else {
            answer.addRecord(
                    new ARecord(query.getQuestion().getName(), DClass.IN, 60, InetAddress.getByName("127.0.0.9")),
                    Section.ANSWER);
        }
        return answer.toWire();
    }

    private Names names(Duration memory) {
        return new Names((InetSocketAddress) socket.getLocalSocketAddress(), memory, PATIENCE);
    }

    @Test
    void asksEachTime() throws UnknownHostException {
        Names names = names(Duration.ofHours(1));
        assertEquals("127.0.0.9", names.resolve("payments.shop")[0].getHostAddress());
        names.resolve("payments.shop");
        assertEquals(2, asked.get());
        assertEquals("payments.shop", names.resolveCanonicalHostname("payments.shop"));
    }

    @Test
    void servesWhatItLastHeardWhileTheResolverFails() throws UnknownHostException {
        Names names = names(Duration.ofHours(1));
        names.resolve("payments.shop");
        failing = true;
        assertEquals("127.0.0.9", names.resolve("payments.shop")[0].getHostAddress());
        assertThrows(UnknownHostException.class, () -> names.resolve("orders.shop"), "never heard of");
    }

    @Test
    void whatIsTooOldIsForgotten() throws UnknownHostException {
        Names names = names(Duration.ZERO);
        names.resolve("payments.shop");
        failing = true;
        UnknownHostException unknown = assertThrows(UnknownHostException.class, () -> names.resolve("payments.shop"));
        assertTrue(String.valueOf(unknown.getMessage()).contains("SERVFAIL"), unknown.getMessage());
    }
}

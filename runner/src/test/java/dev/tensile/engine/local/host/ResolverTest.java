package dev.tensile.engine.local.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Injection;
import dev.tensile.engine.TestPlans;
import dev.tensile.engine.local.LocalEngine;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.LocalResolver;
import dev.tensile.experiment.Program;
import dev.tensile.experiment.ProgramFault;
import dev.tensile.experiment.ProgramFault.DnsHarm;
import dev.tensile.experiment.SourceRef;
import dev.tensile.run.Delivered;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A resolver in the hands of a watchdog, asked over real sockets. */
@Timeout(60)
final class ResolverTest {
    private static final String PAYMENTS = "127.0.0.7";

    @TempDir
    private Path folder;

    private HostPort listen = new HostPort("127.0.0.1", 1);

    @BeforeEach
    void state() throws IOException {
        System.setProperty("tensile.state", folder.resolve("state").toString());
        listen = free();
    }

    private static HostPort free() throws IOException {
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return new HostPort("127.0.0.1", free.getLocalPort());
        }
    }

    @AfterEach
    void end() {
        System.clearProperty("tensile.state");
    }

    private Program program(String upstream) {
        return new Program(
                "checkout",
                List.of(new LocalResolver(listen, upstream, Map.of("Payments.shop", "127.0.0.7"))),
                SourceRef.NONE);
    }

    private static byte[] question(String name, int type) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {0x12, 0x34, 0x01, 0, 0, 1, 0, 0, 0, 0, 0, 0});
        for (String label : name.split("\\.")) {
            bytes.write(label.length());
            bytes.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        bytes.writeBytes(new byte[] {0, 0, (byte) type, 0, 1});
        return bytes.toByteArray();
    }

    /** Its code, and the address if there is one. */
    private record Said(int code, String address) {}

    private Optional<Said> ask(String name) throws IOException {
        return ask(listen, name);
    }

    private static Optional<Said> ask(HostPort at, String name) throws IOException {
        byte[] question = question(name, 1);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(1_500);
            socket.send(new DatagramPacket(question, question.length, new InetSocketAddress(at.host(), at.port())));
            DatagramPacket answer = new DatagramPacket(new byte[512], 512);
            socket.receive(answer);
            byte[] got = Arrays.copyOf(answer.getData(), answer.getLength());
            assertEquals(0x12, got[0]);
            assertTrue((got[2] & 0x80) != 0, "it is an answer");
            boolean found = got[7] == 1;
            return Optional.of(new Said(
                    got[3] & 0x0F,
                    found
                            ? InetAddress.getByAddress(Arrays.copyOfRange(got, got.length - 4, got.length))
                                    .getHostAddress()
                            : ""));
        } catch (SocketTimeoutException silent) {
            return Optional.empty();
        }
    }

    private EngineSession open(Dose dose) {
        EngineSession session = new LocalEngine().open(TestPlans.plan(dose), "run-1");
        session.begin();
        return session;
    }

    private static DoseOrder order(Dose dose) {
        return new DoseOrder(1, 0, dose, Duration.ofMinutes(1), 1);
    }

    private void isTrue() throws IOException {
        Said said = ask("payments.shop").orElseThrow();
        assertEquals(0, said.code);
        assertEquals(PAYMENTS, said.address);
    }

    @Test
    void chosenNamesAreHarmedAndOthersAreNot() throws Exception {
        for (DnsHarm harm : DnsHarm.values()) {
            Dose dose = Doses.all(new ProgramFault.Dns(program(""), harm, List.of("payments.*")));
            try (EngineSession session = open(dose)) {
                isTrue();
                Injection injection = session.inject(order(dose));
                Optional<Said> said = ask("PAYMENTS.shop");
                switch (harm) {
                    case ERROR -> assertEquals(2, said.orElseThrow().code);
                    case NOT_FOUND -> assertEquals(3, said.orElseThrow().code);
                    case RANDOM -> assertEquals("192.0.2.1", said.orElseThrow().address);
                    case SILENCE -> assertEquals(Optional.empty(), said);
                }
                assertEquals(3, ask("other.shop").orElseThrow().code, "no such name, as always");
                injection.close();
                isTrue();
                Delivered.Measured got = (Delivered.Measured) injection.delivered();
                assertEquals(1, got.got());
                assertTrue(got.isAsAsked());
            }
            assertEquals(Optional.empty(), ask("payments.shop"), "it is closed");
        }
    }

    /** The one that was first has the names that both are about. */
    @Test
    void twoDosesOnOneResolverAreBothInForceAndEachEndsAlone() throws Exception {
        Dose first = Doses.all(new ProgramFault.Dns(program(""), DnsHarm.ERROR, List.of("payments.*")));
        Dose second = Doses.all(new ProgramFault.Dns(program(""), DnsHarm.RANDOM, List.of()));
        try (EngineSession session = new LocalEngine().open(TestPlans.plan(first, second), "run-1")) {
            session.begin();
            Injection one = session.inject(order(first));
            Injection other = session.inject(order(second));
            assertEquals(2, ask("payments.shop").orElseThrow().code);
            assertEquals("192.0.2.1", ask("other.shop").orElseThrow().address);
            one.close();
            assertEquals("192.0.2.1", ask("payments.shop").orElseThrow().address);
            other.close();
            isTrue();
            assertEquals(1, ((Delivered.Measured) one.delivered()).got());
            assertEquals(2, ((Delivered.Measured) other.delivered()).got());
        }
    }

    @Test
    void answersAreAsLateAsAsked() throws Exception {
        Dose dose = Doses.all(
                new ProgramFault.DnsDelay(program(""), List.of()),
                new Intensity.Delay(Duration.ofMillis(500), Duration.ZERO));
        try (EngineSession session = open(dose)) {
            Injection injection = session.inject(order(dose));
            long begun = System.nanoTime();
            isTrue();
            assertTrue(System.nanoTime() - begun >= 500_000_000);
            injection.close();
            Delivered.Measured got = (Delivered.Measured) injection.delivered();
            assertTrue(got.got() >= 500 && got.unit().equals("ms"), got::toString);
        }
    }

    @Test
    void aDoseThatNobodyAskedAgainstWasNotDelivered() {
        Dose dose = Doses.all(new ProgramFault.Dns(program(""), DnsHarm.ERROR, List.of()));
        try (EngineSession session = open(dose)) {
            Injection injection = session.inject(order(dose));
            injection.close();
            assertFalse(((Delivered.Measured) injection.delivered()).isAsAsked());
        }
    }

    @Test
    void otherNamesAreAskedOfTheOtherResolver() throws Exception {
        Resolver far = new Resolver(new LocalResolver(listen, "", Map.of("far.example", "127.0.0.9")));
        HostPort near = free();
        Resolver resolver =
                new Resolver(new LocalResolver(near, listen.toString(), Map.of("payments.shop", "127.0.0.7")));
        try {
            assertEquals("127.0.0.9", ask(near, "far.example").orElseThrow().address);
            assertEquals(PAYMENTS, ask(near, "payments.shop").orElseThrow().address);
        } finally {
            resolver.close();
            far.close();
        }
    }

    @Test
    void whatIsNoQuestionIsNotAnswered() {
        assertEquals(Optional.empty(), DnsMessage.parse(new byte[3], 3));
        byte[] question = question("a.b", 1);
        assertEquals(Optional.empty(), DnsMessage.parse(question, question.length - 3));
        assertEquals(
                "a.b", DnsMessage.parse(question, question.length).orElseThrow().name());
        question[2] = (byte) 0x80;
        assertEquals(Optional.empty(), DnsMessage.parse(question, question.length), "an answer");
        byte[] six = question("a.b", 28);
        byte[] answer = DnsMessage.parse(six, six.length).orElseThrow().answer(new byte[] {1, 2, 3, 4});
        assertEquals(0, answer[7], "an IPv4 address is no answer to a question for IPv6");
    }
}

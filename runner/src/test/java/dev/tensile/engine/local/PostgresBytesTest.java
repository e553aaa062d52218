package dev.tensile.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.DatabaseHarm;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.Share;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bytes that no driver would send, to an upstream that sends them back. */
@Timeout(120)
final class PostgresBytesTest {
    private static final int VERSION_3 = 3 << 16;
    private static final int TLS = 80877103;
    private LinkUnderTest link;

    @BeforeEach
    void open() throws IOException {
        link = new LinkUnderTest();
    }

    @AfterEach
    void close() throws IOException {
        link.close();
    }

    private long inject(DatabaseHarm harm) {
        return link.inject(new Dose(
                new LinkFault.Database(link.dependency(), harm),
                new BlastRadius(harm.unit(), Share.ALL),
                new Intensity.Full()));
    }

    private static String start(int code) throws IOException {
        return numbers(code == TLS ? 8 : 18, code) + (code == TLS ? "" : "user\0bob\0\0");
    }

    private static String numbers(int... numbers) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int number : numbers) {
            new DataOutputStream(bytes).writeInt(number);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static String message(char type, String body) throws IOException {
        return type + numbers(body.length() + 4) + body;
    }

    @Test
    void whatIsNoSessionPassesByteByByteAndIsNotTouched() throws IOException {
        long id = inject(new DatabaseHarm.LoginFailure());
        String[] all = {
            "GET / HTTP/1.1\r\n\r\n",
            numbers(8, 42),
            numbers(9999, 7) + "x",
            numbers(4, VERSION_3),
            numbers(-1, 0),
            "\0\0\0\7abcdefgh"
        };
        for (String bytes : all) {
            try (Caller caller = link.call()) {
                for (int i = 0; i < bytes.length(); i++) {
                    caller.send(bytes.substring(i, i + 1));
                }
                if (!bytes.startsWith("\0\0\47")) {
                    assertEquals(bytes, caller.receive(bytes.length()));
                }
            }
        }
        assertEquals(0, link.revert(id).connectionsTouched());
    }

    @Test
    void whatIsEncryptedIsPassedAndNotTouched() throws IOException {
        long id = inject(new DatabaseHarm.FailStatement("40001", ""));
        try (Caller caller = link.call()) {
            // The echo answers with the first byte of the request, which is not N.
            assertEquals(start(TLS), echo(caller, start(TLS)));
            String hidden = start(VERSION_3) + message('Q', "select 1\0");
            assertEquals(hidden, echo(caller, hidden));
        }
        assertEquals(0, link.revert(id).requestsSeen());
    }

    private static String echo(Caller caller, String bytes) throws IOException {
        caller.send(bytes);
        return caller.receive(bytes.length());
    }

    @Test
    void aStartThatComesInPiecesIsToldWhatIsWrong() throws IOException {
        inject(new DatabaseHarm.LoginFailure());
        try (Caller caller = link.call()) {
            String start = start(VERSION_3);
            for (int i = 0; i < start.length(); i++) {
                caller.send(start.substring(i, i + 1));
            }
            String told = caller.receive(10_000);
            assertTrue(told.startsWith("E") && told.contains("C28P01\0") && told.contains("\"bob\""), told);
        }
    }

    @Test
    void lengthsThatLieNeitherBreakNorFillTheLink() throws IOException {
        inject(new DatabaseHarm.FailStatement("40001", "(a+)+$"));
        String[] lies = {
            "Q" + numbers(Integer.MAX_VALUE) + "select",
            "Q" + numbers(0) + "select",
            "Q" + numbers(-5) + "select",
            "\1" + numbers(8) + "sel",
            message('P', "no end"),
            message('B', ""),
            message('E', ""),
            message('C', ""),
            message('Q', "a".repeat(20_000) + "!\0"),
            "Z" + numbers(4),
            message('S', "") + message('S', "x")
        };
        for (String lie : lies) {
            try (Caller caller = link.call()) {
                echo(caller, start(VERSION_3));
                caller.send(lie);
                caller.socket().shutdownOutput();
                while (caller.socket().getInputStream().read() >= 0) {
                    // Whatever the link makes of it, it ends.
                }
            }
        }
        assertTrue(stillWorks());
    }

    private boolean stillWorks() throws IOException {
        try (Caller caller = link.call()) {
            return echo(caller, "hello").equals("hello");
        }
    }

    @Test
    void whateverComesTheLinkLives() throws IOException {
        inject(new DatabaseHarm.FailStatement("40001", ""));
        inject(new DatabaseHarm.ReadOnly());
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            try (Caller caller = link.call()) {
                caller.send(start(VERSION_3));
                for (int j = 0; j < 20; j++) {
                    byte[] noise = new byte[random.nextInt(40)];
                    random.nextBytes(noise);
                    char type = "QPBECSDHFXdcfZG".charAt(random.nextInt(15));
                    caller.send(message(type, new String(noise, StandardCharsets.ISO_8859_1)));
                }
            } catch (java.net.SocketException cut) {
                // It may be.
            }
        }
        assertTrue(stillWorks());
    }
}

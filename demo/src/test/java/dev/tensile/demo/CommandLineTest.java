package dev.tensile.demo;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.demo.options.OptionTypes;
import dev.tensile.demo.process.ShopProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class CommandLineTest {
    private static void parse(ShopProcess process, String... arguments) {
        OptionTypes.teach(new CommandLine(process)).parseArgs(arguments);
    }

    @Test
    void checkoutIsReadyToRunWithoutAnyArgument() {
        CheckoutMain checkout = new CheckoutMain();
        parse(checkout);
        assertAll(
                () -> assertEquals(8080, checkout.port.number()),
                () -> assertEquals(24, checkout.workers.value()),
                () -> assertEquals(Duration.ofSeconds(1), checkout.paymentTimeout),
                () -> assertEquals(100, checkout.breaker().window().value()),
                () -> assertEquals(50, checkout.breaker().failures().value()),
                () -> assertEquals(checkout.paymentTimeout, checkout.breaker().slowFrom()),
                () -> assertEquals(Duration.ofSeconds(5), checkout.breaker().openFor()),
                () -> assertEquals(10, checkout.breaker().trials().value()));
    }

    @Test
    void checkoutTakesWhatItIsTold() {
        CheckoutMain checkout = new CheckoutMain();
        parse(
                checkout,
                "--port=0",
                "--payments=http://127.0.0.1:18081",
                "--database=jdbc:postgresql://127.0.0.1:1/shop",
                "--payment-timeout=250ms",
                "--workers=3",
                "--breaker-failures=12.5%");
        assertAll(
                () -> assertEquals(0, checkout.port.number()),
                () -> assertEquals(
                        "http://127.0.0.1:18081/pay",
                        checkout.payments.at("/pay").toString()),
                () -> assertEquals("jdbc:postgresql://127.0.0.1:1/shop", checkout.database.text()),
                () -> assertEquals(Duration.ofMillis(250), checkout.paymentTimeout),
                () -> assertEquals(3, checkout.workers.value()),
                () -> assertEquals(12.5f, checkout.breakerFailures.value()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --port=65536                     | a port must be in 0..65535, was 65536
                    --port=http                      | a port must be a whole number, was 'http'
                    --workers=0                      | a count must be 1 or more, was 0
                    --payment-timeout=1              | a duration looks like 250ms, 1.5s or 2m, was '1'
                    --payment-timeout=0s             | a duration must be more than nothing and at most an hour, was '0s'
                    --breaker-failures=101           | a percentage must be in (0, 100], was 101.0
                    --payments=ftp://somewhere       | an address looks like http://127.0.0.1:8081, was 'ftp://somewhere'
                    --payments=http://a/b            | an address looks like http://127.0.0.1:8081, was 'http://a/b'
                    --database=shop                  | a database looks like jdbc:postgresql://127.0.0.1:5433/shop, was 'shop'
                    """)
    void aWrongValueIsRefusedBySayingWhatARightOneLooksLike(String argument, String sentence) {
        ParameterException refusal = assertThrows(ParameterException.class, () -> parse(new CheckoutMain(), argument));
        String message = String.valueOf(refusal.getMessage());
        String option = argument.substring(0, argument.indexOf('='));
        assertTrue(message.contains(option) && message.contains(sentence), message);
    }

    @Test
    void aWaitThatThePoolCannotKeepIsRefused() {
        CheckoutMain checkout = new CheckoutMain();
        parse(checkout, "--connection-timeout=100ms");
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, checkout::check);
        assertEquals("the wait for a connection must be 250ms or more, was 100ms", refusal.getMessage());
    }

    @Test
    void theKeeperTakesWhatIsBehindTheDashesAsItIs() {
        KeeperMain keeper = new KeeperMain();
        parse(keeper, "--exit-with-parent", "--", "/bin/sh", "-c", "exec \"$@\"", "sh", "--exit-with-parent", "--help");
        assertEquals(List.of("/bin/sh", "-c", "exec \"$@\"", "sh", "--exit-with-parent", "--help"), keeper.command);
        assertThrows(ParameterException.class, () -> parse(new KeeperMain()));
    }

    @Test
    void theDatabaseInsistsOnAFolder() {
        ParameterException refusal = assertThrows(ParameterException.class, () -> parse(new DatabaseMain()));
        assertTrue(String.valueOf(refusal.getMessage()).contains("--data"));
        DatabaseMain database = new DatabaseMain();
        parse(database, "--data", "somewhere");
        assertEquals(Path.of("somewhere"), database.data);
        assertEquals(1_000, database.carts.value());
    }
}

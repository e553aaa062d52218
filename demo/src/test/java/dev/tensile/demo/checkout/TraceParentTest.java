package dev.tensile.demo.checkout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of W3C Trace Context, section 3.2. */
class TraceParentTest {
    private static final String EXAMPLE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void aChildStaysInTheTraceWithASpanOfItsOwn() {
        assertEquals(
                Optional.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00000000000000ff-01"),
                TraceParent.parse(EXAMPLE)
                        .map(caller -> caller.child(() -> 0xff))
                        .map(TraceParent::header));
    }

    @Test
    void aLaterVersionMayBeLonger() {
        assertEquals(
                Optional.of(EXAMPLE),
                TraceParent.parse("cc" + EXAMPLE.substring(2) + "-what-the-future-brings")
                        .map(TraceParent::header));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-longer",
            })
    void aHeaderThatBreaksTheRulesIsAsGoodAsNone(String header) {
        assertTrue(TraceParent.parse(header).isEmpty());
    }

    @Test
    void aTraceNeverHasTheForbiddenIdOfZeros() {
        String header = TraceParent.root(() -> 0).header();
        assertTrue(TraceParent.parse(header).isPresent(), header);
    }
}

package dev.tensile.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.EveryDose;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.LinkFault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is ordered is what arrives. */
final class OrderJsonTest {
    @Test
    void everyFaultOfALinkComesThroughTheControlSocketUnchanged() throws IOException {
        List<Dose> doses = EveryDose.all()
                .filter(dose -> dose.fault() instanceof LinkFault)
                .toList();
        assertTrue(doses.size() > 100, () -> doses.size() + " doses");
        for (Dose dose : doses) {
            Order order = Order.of(7, dose, Duration.ofSeconds(90), 42);
            Wire.Ask ask = new Wire.Ask(Wire.Verb.INJECT, "", 0, order);
            Wire.Ask read = Wire.read(Wire.write(ask), Wire.Ask.class);
            assertEquals(Wire.write(ask), Wire.write(read));
            Order got = java.util.Objects.requireNonNull(read.order());
            assertEquals(order.fault().kind(), got.fault().kind());
            assertEquals(order.intensity(), got.intensity());
            assertEquals(order.radius(), got.radius());
            assertEquals(order.limitNanos(), got.limitNanos());
            assertEquals(order.direction(), got.direction());
        }
    }
}

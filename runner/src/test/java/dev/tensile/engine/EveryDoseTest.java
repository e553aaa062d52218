package dev.tensile.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.experiment.DatabaseFault;
import dev.tensile.experiment.DatabaseHarm;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Fault;
import dev.tensile.experiment.HttpHarm;
import dev.tensile.experiment.JvmHarm;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.ProgramFault;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.StreamHarm;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** That nothing of the language is left out where everything is tried. */
final class EveryDoseTest {
    private final List<Dose> all = EveryDose.all().toList();

    private static Set<Class<?>> cases(Class<?> sealed) {
        return new HashSet<>(Arrays.asList(sealed.getPermittedSubclasses()));
    }

    @Test
    void everyFaultIsInIt() {
        Set<Class<?>> seen = new HashSet<>();
        all.forEach(dose -> seen.add(dose.fault().getClass()));
        Set<Class<?>> expected = new HashSet<>(cases(LinkFault.class));
        expected.addAll(cases(ProgramFault.class));
        expected.addAll(cases(DatabaseFault.class));
        expected.add(Fault.Native.class);
        assertEquals(expected, seen);
    }

    @Test
    void everyHarmIsInIt() {
        Set<Class<?>> harms = new HashSet<>();
        Set<Object> words = new HashSet<>();
        for (Dose dose : all) {
            if (dose.fault() instanceof LinkFault.Http http) {
                harms.add(http.harm().getClass());
            } else if (dose.fault() instanceof LinkFault.Database database) {
                harms.add(database.harm().getClass());
            } else if (dose.fault() instanceof LinkFault.Stream stream) {
                harms.add(stream.harm().getClass());
            } else if (dose.fault() instanceof ProgramFault.Jvm jvm) {
                harms.add(jvm.harm().getClass());
            } else if (dose.fault() instanceof LinkFault.Packets packets) {
                words.add(packets.harm());
                words.add(packets.direction());
            } else if (dose.fault() instanceof ProgramFault.Dns dns) {
                words.add(dns.harm());
            } else if (dose.fault() instanceof ProgramFault.Scarcity scarcity) {
                words.add(scarcity.what());
            } else if (dose.fault() instanceof LinkFault.Latency latency) {
                words.add(latency.shape());
            }
        }
        Set<Class<?>> expected = new HashSet<>(cases(HttpHarm.class));
        expected.addAll(cases(JvmHarm.class));
        expected.addAll(cases(DatabaseHarm.class));
        expected.addAll(cases(StreamHarm.class));
        assertEquals(expected, harms);
        assertTrue(words.containsAll(EnumSet.allOf(LinkFault.PacketHarm.class)));
        assertTrue(words.containsAll(EnumSet.allOf(LinkFault.Direction.class)));
        assertTrue(words.containsAll(EnumSet.allOf(ProgramFault.DnsHarm.class)));
        assertTrue(words.containsAll(EnumSet.allOf(ProgramFault.Scarce.class)));
        assertTrue(words.containsAll(EnumSet.allOf(dev.tensile.experiment.JitterShape.class)));
    }

    @Test
    void everyScopeIsInItAndThereAreMany() {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        all.forEach(dose -> scopes.add(dose.radius().scope()));
        assertEquals(EnumSet.allOf(Scope.class), scopes);
        assertTrue(all.size() > 250, () -> all.size() + " doses");
    }
}

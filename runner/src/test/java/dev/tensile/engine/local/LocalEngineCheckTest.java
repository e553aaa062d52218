package dev.tensile.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.EveryDose;
import dev.tensile.engine.ScriptWord;
import dev.tensile.engine.TestPlans;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.HttpHarm;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalEngineCheckTest {
    private static final HostPort UPSTREAM = new HostPort("127.0.0.1", 2);

    private static List<Problem> check(String listenHost, double percent) {
        Dependency dependency = TestPlans.dependency("db", new HostPort(listenHost, 1), UPSTREAM);
        return new LocalEngine().check(TestPlans.plan(TestPlans.refuse(dependency, percent)));
    }

    @AfterEach
    void ownStateFolder() {
        System.clearProperty("tensile.state");
    }

    @Test
    void aLinkListensOnLoopbackOnly() {
        assertEquals(List.of(), check("127.0.0.1", 100));
        assertEquals(List.of(), check("localhost", 100));
        List<Problem> problems = check("192.0.2.1", 100);
        assertEquals(1, problems.size());
        assertTrue(problems.get(0).isError());
    }

    @Test
    void aPartialRefusalIsSaidToBeActedOut() {
        List<Problem> problems = check("127.0.0.1", 30);
        assertEquals(1, problems.size());
        assertEquals(Problem.Severity.WARNING, problems.get(0).severity());
    }

    private static List<Problem> check(Dose dose) {
        return new LocalEngine().check(TestPlans.plan(dose));
    }

    @Test
    void whatNobodyCouldSeeOfAStreamIsRefusedWithAWayOut() {
        Dependency link = TestPlans.dependency("db", new HostPort("127.0.0.1", 1), UPSTREAM);
        List<Problem> twice = check(Sent.loss(link, LinkFault.PacketHarm.DUPLICATE, LinkFault.Direction.TO, 5));
        assertTrue(twice.get(0).isError());
        assertTrue(twice.get(0).what().contains("TCP hides a packet that arrives twice"), twice::toString);
        Dose loss = Sent.loss(link, LinkFault.PacketHarm.LOSS, LinkFault.Direction.TO, 5);
        assertEquals(List.of(), check(loss));
        List<Problem> ofRequests = check(new Dose(loss.fault(), Sent.ALL_REQUESTS, loss.intensity()));
        assertTrue(ofRequests.get(0).mend().contains("of connections"), ofRequests::toString);
        List<Problem> interim = check(Sent.http(link, new HttpHarm.Status(103)));
        assertTrue(interim.get(0).what().contains("still waits for its answer"), interim::toString);
    }

    /** Of these nothing can be done, whatever the radius; anything else of a link can. */
    @Test
    void exactlyTheseFaultsOfALinkAreRefusedAndEverythingElseIsAnAbility() {
        Set<String> able = new TreeSet<>();
        Set<String> refused = new TreeSet<>();
        EveryDose.all().filter(dose -> dose.fault() instanceof LinkFault).forEach(dose -> {
            boolean can = LinkRefusal.of(dose).isEmpty();
            (can ? able : refused).add(ScriptWord.of(dose.fault()));
        });
        refused.removeAll(able);
        assertEquals(Set.of("packetDuplication"), refused);
        Set<String> said = new TreeSet<>();
        new LocalEngine().abilities().forEach(ability -> said.add(ability.fault()));
        assertTrue(said.containsAll(able), said + " and " + able);
    }

    @Test
    void aDeepStateFolderStillHasSocketsThatCanBeBound(@TempDir Path folder) {
        System.setProperty("tensile.state", folder.resolve("deep".repeat(50)).toString());
        HostPort listen = new HostPort("127.0.0.1", 8081);
        Path socket = LinkFolder.ofUser().socket(listen);
        assertTrue(socket.toString().length() <= 107, socket::toString);
        assertEquals(socket, LinkFolder.ofUser().socket(listen));
    }
}

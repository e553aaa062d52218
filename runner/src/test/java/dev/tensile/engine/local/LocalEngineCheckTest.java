package dev.tensile.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.TestPlans;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.Problem;
import java.nio.file.Path;
import java.util.List;
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

    @Test
    void aDeepStateFolderStillHasSocketsThatCanBeBound(@TempDir Path folder) {
        System.setProperty("tensile.state", folder.resolve("deep".repeat(50)).toString());
        HostPort listen = new HostPort("127.0.0.1", 8081);
        Path socket = LinkFolder.ofUser().socket(listen);
        assertTrue(socket.toString().length() <= 107, socket::toString);
        assertEquals(socket, LinkFolder.ofUser().socket(listen));
    }
}

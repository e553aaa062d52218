package dev.tensile.engine.local.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.Ability;
import dev.tensile.engine.Diagnosis;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.EveryDose;
import dev.tensile.engine.ScriptWord;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.LocalProgram;
import dev.tensile.experiment.Problem;
import dev.tensile.experiment.Program;
import dev.tensile.experiment.ProgramFault;
import dev.tensile.experiment.Share;
import dev.tensile.experiment.SourceRef;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before anything is touched, and why. */
final class HostChecksTest {
    private static final Path PID = Path.of("/run/orders.pid");

    private static List<String> errors(Dose dose) {
        return HostRoom.check(dose, SourceRef.NONE).stream()
                .filter(Problem::isError)
                .map(Problem::what)
                .toList();
    }

    private static void refused(String why, Dose dose) {
        List<String> errors = errors(dose);
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.get(0).contains(why), errors::toString);
        assertTrue(HostRoom.check(dose, SourceRef.NONE).stream()
                .noneMatch(problem -> problem.mend().isBlank()));
    }

    @Test
    void whatIsEndedMustHaveAWayBack() {
        Program forgotten = Doses.found("", List.of(), PID);
        Program kept = Doses.found("systemd", List.of(), PID);
        Program told = Doses.found("", List.of("/etc/init.d/orders", "start"), PID);
        refused("nobody would start", Doses.all(new ProgramFault.Kill(forgotten, Duration.ZERO)));
        refused("nobody would start", Doses.all(new ProgramFault.Outage(forgotten)));
        refused("when it likes", Doses.all(new ProgramFault.Outage(kept)));
        refused("when it likes", Doses.all(new ProgramFault.Restart(kept, Duration.ZERO)));
        assertEquals(List.of(), errors(Doses.all(new ProgramFault.Kill(kept, Duration.ZERO))));
        assertEquals(List.of(), errors(Doses.all(new ProgramFault.Crash(kept))));
        assertEquals(List.of(), errors(Doses.all(new ProgramFault.Outage(told))));
        assertEquals(List.of(), errors(Doses.all(new ProgramFault.Outage(Doses.started(PID)))));
        assertEquals(List.of(), errors(Doses.all(new ProgramFault.Pause(forgotten))));
    }

    @Test
    void theMachineIsNoProcessAndHasNoInstances() {
        refused("needs a process", Doses.all(new ProgramFault.Pause(Doses.machine())));
        refused(
                "acts on the whole machine",
                new Dose(
                        new ProgramFault.CpuStress(Doses.machine()),
                        BlastRadius.instances(1),
                        new Intensity.CpuLoad(1, Share.ALL)));
    }

    @Test
    void aClockIsNotShiftedAndTheWayOutIsSaid() {
        Dose dose = Doses.all(new ProgramFault.ClockShift(Doses.machine()), new Intensity.Shift(Duration.ofHours(1)));
        refused("the clock of the whole machine", dose);
        assertTrue(HostRoom.check(dose, SourceRef.NONE).get(0).mend().contains("faketime"));
    }

    @Test
    void aProgramThatIsOnlyInAClusterIsNotHere() {
        EveryDose.all()
                .filter(HostRoom::isFor)
                .forEach(dose -> assertEquals(1, errors(dose).size(), () -> dose + ": " + errors(dose)));
    }

    /** With a place here, everything that it says it can do passes, and nothing else. */
    @Test
    void whatItSaysItCanDoIsWhatItDoes() {
        Set<String> done = new TreeSet<>();
        EveryDose.all()
                .filter(HostRoom::isFor)
                .filter(dose -> HostRoom.check(dose, SourceRef.NONE).stream()
                        .noneMatch(problem -> problem.what().contains("cannot")))
                .forEach(dose -> done.add(ScriptWord.of(dose.fault())));
        assertEquals(
                done, HostAbilities.ALL.stream().map(Ability::fault).collect(Collectors.toCollection(TreeSet::new)));
        assertTrue(HostAbilities.ALL.stream()
                .noneMatch(one -> one.undo().isBlank() || one.fidelity().isBlank()));
    }

    @Test
    void aProgramIsFoundByWhereItListens() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HostPort address = new HostPort("127.0.0.1", socket.getLocalPort());
            List<Victim> found = Finding.listening(address);
            assertEquals(
                    List.of(ProcessHandle.current().pid()),
                    found.stream().map(Victim::pid).toList());
            assertEquals(List.of(), Finding.listening(new HostPort("127.0.0.2", socket.getLocalPort())));
        }
    }

    @Test
    void theSystemOtherUsersAndTensileItselfAreNeverHurt(@TempDir Path folder) throws Exception {
        assertTrue(Untouchable.why(Victim.of(1).orElseThrow()).isPresent());
        assertTrue(Untouchable.why(Victim.of(ProcessHandle.current().pid()).orElseThrow())
                .isPresent());
        Path pid = Files.writeString(
                folder.resolve("own.pid"), ProcessHandle.current().pid() + "\n");
        Program own = Doses.found("", List.of(), pid);
        LocalProgram local = own.local().orElseThrow();
        EngineException refused = assertThrows(
                EngineException.class, () -> new Instances(own, local, name -> Optional.empty()).mustBeThere());
        assertTrue(String.valueOf(refused.getMessage()).contains("may not be hurt"), refused::getMessage);
    }

    @Test
    void aProcessThatBeganAfterItsFileWasWrittenIsAnotherOne(@TempDir Path folder) throws Exception {
        try (Sleepers sleepers = new Sleepers()) {
            Path pid = folder.resolve("orders.pid");
            Victim victim = sleepers.start(pid);
            Program orders = Doses.found("", List.of(), pid);
            Instances instances = new Instances(orders, orders.local().orElseThrow(), name -> Optional.empty());
            assertEquals(List.of(victim), instances.mustBeThere());
            Files.setLastModifiedTime(pid, FileTime.from(Instant.now().minusSeconds(60)));
            assertEquals(List.of(), instances.all());
            EngineException refused = assertThrows(EngineException.class, instances::mustBeThere);
            assertTrue(
                    String.valueOf(refused.getMessage()).contains(victim + " began after " + pid + " was written"),
                    refused::getMessage);
        }
    }

    @Test
    void theDoctorSaysOfEachFaultWhetherItCanBeDone() {
        List<Diagnosis.Finding> findings = HostDoctor.look(List.of(Doses.found("", List.of(), PID)));
        String all = findings.toString();
        HostAbilities.ALL.forEach(one -> assertTrue(all.contains(one.fault()), one.fault()));
        assertTrue(all.contains("clockShift"));
        assertTrue(findings.stream()
                .anyMatch(one -> one.what().equals("program orders") && one.state() == Diagnosis.State.MISSING));
    }
}

package dev.tensile.engine.local.host;

import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.LocalProgram;
import dev.tensile.experiment.Program;
import dev.tensile.experiment.ProgramFault;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Share;
import dev.tensile.experiment.SourceRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Programs and doses, as short as a test needs them. */
final class Doses {
    static final String UNMARKED = "unmarked";

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private Doses() {}

    static Dose all(ProgramFault fault) {
        return all(fault, new Intensity.Full());
    }

    static Dose all(ProgramFault fault, Intensity intensity) {
        return new Dose(fault, new BlastRadius(Scope.INSTANCES, Share.ALL), intensity);
    }

    static Dose one(ProgramFault fault) {
        return new Dose(fault, BlastRadius.instances(1), new Intensity.Full());
    }

    static Program program(LocalProgram local) {
        return new Program("orders", List.of(local), SourceRef.NONE);
    }

    static Program machine() {
        return program(new LocalProgram(new LocalProgram.Machine(), "", List.of(), "", PATIENCE));
    }

    static Program found(String keeper, List<String> startAgain, Path... pidFiles) {
        List<String> files = List.of(pidFiles).stream().map(Path::toString).toList();
        return program(new LocalProgram(new LocalProgram.PidFiles(files), keeper, startAgain, "", PATIENCE));
    }

    /** A program that Tensile starts, which writes its process id to a file and waits. */
    static Program started(Path pidFile) {
        return program(
                new LocalProgram(new LocalProgram.Command(words(pidFile), "", Map.of()), "", List.of(), "", PATIENCE));
    }

    /** One that loses its mark, as those do that write their title over it, with a child that never had one. */
    static Program unmarked(Path pidFile, Path childFile) {
        String begin = "env -i sleep 600 & echo $! > " + childFile + "; echo $$ > " + pidFile + ".new && mv " + pidFile
                + ".new " + pidFile + " && exec env -i sleep 600";
        LocalProgram.Command command = new LocalProgram.Command(List.of("/bin/sh", "-c", begin), "", Map.of());
        return new Program(UNMARKED, List.of(new LocalProgram(command, "", List.of(), "", PATIENCE)), SourceRef.NONE);
    }

    static List<String> words(Path pidFile) {
        return List.of(
                "/bin/sh",
                "-c",
                "echo $$ > " + pidFile + ".new && mv " + pidFile + ".new " + pidFile + " && exec sleep 600");
    }
}

package dev.tensile.cli;

import dev.tensile.process.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The emulated cluster as a child of this process; it ends with it. */
final class ClusterChild implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;

    private ClusterChild(Process process) {
        this.process = process;
        lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** @throws Failure if it does not get ready */
    static ClusterChild start(Path kubeconfig, int port, List<String> pods) {
        if (!Files.isDirectory(Home.cluster())) {
            throw new Failure(
                    ExitCode.FAILED,
                    "the emulated cluster is not built: there is no " + Home.cluster(),
                    "run ./mvnw -q package -DskipTests");
        }
        List<String> arguments = new ArrayList<>(
                List.of("--port", String.valueOf(port), "--kubeconfig", kubeconfig.toString(), "--effects", "--pods"));
        arguments.addAll(pods);
        try {
            ClusterChild child = new ClusterChild(new ChildJvm(
                            Home.cluster().resolve("*").toString(),
                            "dev.tensile.demo.cluster.ClusterMain",
                            256,
                            List.of(),
                            arguments)
                    .builder()
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
            String ready = child.lines.readLine();
            if (ready == null || !ready.startsWith("READY")) {
                child.close();
                throw new Failure(ExitCode.FAILED, "the emulated cluster did not start", "is port " + port + " free?");
            }
            return child;
        } catch (IOException refused) {
            throw new Failure(ExitCode.FAILED, "cannot start the emulated cluster: " + refused, "");
        }
    }

    /** The next thing that it says; null when it has ended. */
    @org.jspecify.annotations.Nullable
    String line() {
        try {
            return lines.readLine();
        } catch (IOException ended) {
            return null;
        }
    }

    /** It ends when its input does. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException gone) {
            // it has ended already
        }
    }
}

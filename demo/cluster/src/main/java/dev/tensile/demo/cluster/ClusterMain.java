package dev.tensile.demo.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The emulated cluster as a process of its own. Ends in order when standard input ends, or on a signal. */
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "A Kubernetes API server with Chaos Mesh and LitmusChaos, emulated, on 127.0.0.1.")
public final class ClusterMain implements Callable<Integer> {
    private static final int CANNOT_START = 3;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    @Option(names = "--port", paramLabel = "PORT", description = "Where to listen on 127.0.0.1; 0 takes a free port.")
    int port;

    @Option(names = "--kubeconfig", paramLabel = "FILE", required = true, description = "Written when it is ready.")
    Path kubeconfig = Path.of("");

    @Option(
            names = "--pods",
            arity = "1..*",
            paramLabel = "NAMESPACE/NAME=LABEL:VALUE,…",
            converter = PodOption.Reader.class,
            description = "Pods that run from the start, such as shop/checkout-1=app:checkout.")
    List<PodOption> pods = List.of();

    @Option(
            names = "--effects",
            description =
                    "Tell on standard output what begins and ends on a pod: EFFECT began|ended KIND OBJECT POD SPEC.")
    boolean effects;

    ClusterMain(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    @SuppressWarnings("SystemOut") // the one door to the process's own streams
    public static void main(String[] args) {
        System.exit(run(System.in, System.out, System.err, args));
    }

    static int run(InputStream in, PrintStream out, PrintStream err, String... args) {
        return new CommandLine(new ClusterMain(in, out, err))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .execute(args);
    }

    @Override
    public Integer call() throws InterruptedException {
        try (EmulatedCluster cluster = EmulatedCluster.start(port)) {
            if (effects) {
                cluster.onEffect(new EffectLines(out));
            }
            pods.forEach(pod -> cluster.pods().add(pod.namespace(), pod.name(), pod.labels()));
            cluster.installFromHub();
            Files.writeString(kubeconfig, cluster.kubeconfig());
            out.println("READY cluster port=" + cluster.url().getPort() + " pid="
                    + ProcessHandle.current().pid());
            out.flush();
            untilInputEnds();
            return 0;
        } catch (IOException | IllegalStateException refused) {
            err.println("cluster: " + refused.getMessage());
            return CANNOT_START;
        }
    }

    /** Works after {@code kill -9} of the parent, too. A signal needs nothing: nothing outlives the process. */
    private void untilInputEnds() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Thread watch = new Thread(
                () -> {
                    byte[] dropped = new byte[512];
                    try {
                        while (in.read(dropped) >= 0) {
                            // only the end matters
                        }
                    } catch (IOException broken) {
                        // a broken pipe is an end, too
                    }
                    ended.countDown();
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
        ended.await();
    }

    /** One value of {@code --pods}. */
    record PodOption(String namespace, String name, Map<String, String> labels) {
        PodOption {
            labels = Map.copyOf(labels);
        }

        static final class Reader implements ITypeConverter<PodOption> {
            @Override
            public PodOption convert(String text) {
                return parse(text);
            }
        }

        static PodOption parse(String text) {
            String[] parts = text.split("[/=]", 3);
            if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
                throw new TypeConversionException(
                        "a pod is given as namespace/name=label:value, such as shop/checkout-1=app:checkout; was "
                                + text);
            }
            Map<String, String> labels = new LinkedHashMap<>();
            Arrays.stream(parts.length < 3 ? new String[0] : parts[2].split(","))
                    .forEach(label -> {
                        String[] pair = label.split(":", 2);
                        labels.put(pair[0], pair.length < 2 ? "" : pair[1]);
                    });
            return new PodOption(parts[0], parts[1], labels);
        }
    }
}

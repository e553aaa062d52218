package dev.tensile.cli;

import dev.tensile.engine.EngineSession;
import dev.tensile.engine.local.LocalEngine;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.LocalLink;
import dev.tensile.experiment.SourceRef;
import dev.tensile.process.StateFolder;
import dev.tensile.shop.DemoShop;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "cluster",
        description =
                "Rehearse without a cluster: the shop, and an emulated API server whose Chaos Mesh and Litmus hurt it.")
final class DemoClusterCommand implements Callable<Integer> {
    private static final int CHECKOUT_PODS = 10;

    private final Console console;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where the API server listens on 127.0.0.1; any free one if not said.")
    int port;

    DemoClusterCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        DemoShop shop = new DemoShop(Home.demo());
        Dependency payments = new Dependency(
                "payments", List.of(new LocalLink(DemoShop.PAYMENTS_LINK, DemoShop.PAYMENTS)), SourceRef.NONE);
        Path kubeconfig = StateFolder.folder("rehearsal").resolve("kubeconfig");
        boolean ours = !shop.isUp();
        if (ours) {
            shop.start(Map.of(), DemoShop.Ways.of(List.of(payments)), DemoShop.Lifetime.WITH_PARENT);
            shop.awaitReady();
        }
        try (EngineSession link = LocalEngine.hold(payments);
                ClusterChild cluster = ClusterChild.start(kubeconfig, port, pods())) {
            Thread end = new Thread(cluster::close, "tensile-demo-cluster-end");
            Runtime.getRuntime().addShutdownHook(end);
            tell(kubeconfig);
            Rehearsal rehearsal = new Rehearsal(link, payments, CHECKOUT_PODS, console);
            for (String line = cluster.line(); line != null; line = cluster.line()) {
                rehearsal.accept(line);
            }
        } finally {
            if (ours) {
                shop.stop();
            }
        }
        return 0;
    }

    private static List<String> pods() {
        Stream<String> checkout =
                IntStream.rangeClosed(1, CHECKOUT_PODS).mapToObj(i -> "shop/checkout-" + i + "=app:checkout");
        return Stream.concat(checkout, Stream.of("shop/payments-1=app:payments", "shop/payments-2=app:payments"))
                .toList();
    }

    private void tell(Path kubeconfig) {
        console.say(
                "A cluster that is not there: its API server, its pods, Chaos Mesh and Litmus are emulated, and what they do to");
        console.say("checkout's " + CHECKOUT_PODS
                + " pods happens to the demo shop's link to payments. In another terminal:");
        console.say("");
        console.say("  export KUBECONFIG=" + kubeconfig);
        console.say("  tensile doctor --on chaosmesh experiments/checkout-slow-payments.chaos.kts");
        console.say("  tensile run experiments/checkout-slow-payments.chaos.kts --on chaosmesh --yes");
        console.say("");
        console.say("With --on litmus the same is done by ChaosEngines. Ctrl-C ends it.");
    }
}

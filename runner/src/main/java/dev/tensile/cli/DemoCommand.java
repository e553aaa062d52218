package dev.tensile.cli;

import dev.tensile.engine.local.LinkProcess;
import dev.tensile.experiment.LocalLink;
import dev.tensile.process.ProcessId;
import dev.tensile.shop.DemoShop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = "A small shop to hurt: checkout, payments, PostgreSQL.",
        subcommands = {DemoCommand.Up.class, DemoCommand.Down.class, DemoCommand.Status.class, DemoClusterCommand.class
        })
final class DemoCommand {
    private static final List<LocalLink> LINKS = List.of(
            new LocalLink(DemoShop.PAYMENTS_LINK, DemoShop.PAYMENTS),
            new LocalLink(DemoShop.DATABASE_LINK, DemoShop.DATABASE));

    private DemoCommand() {}

    @Command(name = "up", description = "Start the shop, and the links between checkout and what it needs.")
    static final class Up implements Callable<Integer> {
        private final Console console;

        @Option(
                names = "--set",
                paramLabel = "NAME=VALUE",
                description = "An option of checkout: payment-timeout=1s, workers=24, breaker-failures=50%% …")
        Map<String, String> settings = new LinkedHashMap<>();

        Up(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            DemoShop shop = new DemoShop(Home.demo());
            if (shop.isUp()) {
                console.say("the demo shop is up already");
                return 0;
            }
            LinkProcess links = LinkProcess.startDetached(LINKS);
            try {
                shop.start(settings, DemoShop.Ways.LINKED, DemoShop.Lifetime.UNTIL_STOPPED);
                shop.awaitReady();
            } catch (RuntimeException failed) {
                links.stop();
                throw failed;
            }
            console.say("up: checkout http://" + DemoShop.CHECKOUT
                    + "/checkout?cart=42, metrics at /metrics; stop it with: tensile demo down");
            return 0;
        }
    }

    @Command(name = "down", description = "Stop the shop and the links; everything by id.")
    static final class Down implements Callable<Integer> {
        private final Console console;

        Down(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            LinkProcess.find(DemoShop.PAYMENTS_LINK).ifPresent(LinkProcess::stop);
            List<String> left = new DemoShop(Home.demo()).stop();
            if (!left.isEmpty()) {
                throw new Failure(ExitCode.RESIDUE, "still running: " + String.join(", ", left), "end them by id");
            }
            console.say("down");
            return 0;
        }
    }

    @Command(name = "status", description = "Which processes of the shop are alive.")
    static final class Status implements Callable<Integer> {
        private final Console console;

        Status(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            DemoShop shop = new DemoShop(Home.demo());
            Map<String, ProcessId> alive = shop.alive();
            console.data(alive.isEmpty() ? "the demo shop is down\n" : "");
            alive.forEach((name, process) -> console.data(name + "  process " + process.pid() + "\n"));
            if (alive.containsKey("database")) {
                console.data("PostgreSQL  listens on " + DemoShop.DATABASE + ", is started again by "
                        + shop.startDatabase() + "\n");
            }
            return 0;
        }
    }
}

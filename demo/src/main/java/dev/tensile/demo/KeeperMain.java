package dev.tensile.demo;

import dev.tensile.demo.process.Kept;
import dev.tensile.demo.process.Launch;
import dev.tensile.demo.process.ShopProcess;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Keeps another process of the shop alive, as a service manager would, so that an experiment may kill it. */
@Command(
        name = "keeper",
        mixinStandardHelpOptions = true,
        description =
                "Starts a process of the demo shop again whenever somebody ends it; ends with it if it never got ready.")
public final class KeeperMain extends ShopProcess {
    @Parameters(
            arity = "1..*",
            paramLabel = "COMMAND",
            description = "Behind --: the command line of what to keep. It must end with its standard input.")
    List<String> command = List.of();

    public static void main(String[] args) {
        Launch.run(new KeeperMain(), args);
    }

    @Override
    @SuppressWarnings("SystemOut") // what it keeps has no other
    protected Started start(CountDownLatch stopping) {
        return Kept.start(command, System.out, stopping);
    }
}

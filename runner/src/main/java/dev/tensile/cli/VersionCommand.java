package dev.tensile.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "version", description = "The version of Tensile and of what it runs on.")
final class VersionCommand implements Callable<Integer> {
    private final Console console;

    VersionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.data(
                "tensile " + Home.version() + "\njava " + Runtime.version() + " (" + System.getProperty("java.vendor")
                        + ")\nkotlin " + kotlin.KotlinVersion.CURRENT + "\n" + System.getProperty("os.name") + " "
                        + System.getProperty("os.version") + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors\n");
        return 0;
    }
}

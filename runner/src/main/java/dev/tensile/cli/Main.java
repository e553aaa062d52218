package dev.tensile.cli;

import dev.tensile.engine.EngineException;
import dev.tensile.experiment.Nearest;
import dev.tensile.run.RunStoreException;
import dev.tensile.script.load.ScriptException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line. */
@Command(
        name = "tensile",
        description =
                "Pulls a running system a little harder at each step and reports where it yields and where it breaks.",
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            PlanCommand.class,
            ValidateCommand.class,
            ReportCommand.class,
            ListCommand.class,
            RecoverCommand.class,
            FaultsCommand.class,
            DoctorCommand.class,
            ExportCommand.class,
            DemoCommand.class,
            WarmCommand.class,
            VersionCommand.class
        })
public final class Main {
    @Option(
            names = "--stacktrace",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Show where an error came from.")
    boolean stacktrace;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Say what there is to say about a command.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "The version of Tensile.")
    boolean version;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(Console.ofProcess(), arguments));
    }

    /** @return the exit code */
    static int run(Console console, String... arguments) {
        Main main = new Main();
        CommandLine line = new CommandLine(main, new Commands(main, console));
        line.setOut(console.dataWriter());
        line.setErr(console.humanWriter());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                console.hasColour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        line.setParameterExceptionHandler((wrong, args) -> usage(console, wrong));
        line.setExecutionExceptionHandler((thrown, command, parsed) -> main.explain(console, thrown));
        if (arguments.length == 0) {
            line.usage(console.humanWriter());
            return ExitCode.USAGE.number();
        }
        return line.execute(arguments);
    }

    private static int usage(Console console, CommandLine.ParameterException wrong) {
        String mend = wrong instanceof CommandLine.UnmatchedArgumentException unmatched
                ? nearest(wrong.getCommandLine(), unmatched.getUnmatched().get(0))
                : help(wrong.getCommandLine());
        console.error(String.valueOf(wrong.getMessage()), mend);
        return ExitCode.USAGE.number();
    }

    /** What may have been meant by a word that this command does not know. */
    private static String nearest(CommandLine command, String word) {
        if (word.startsWith("-")) {
            List<String> options = command.getCommandSpec().options().stream()
                    .flatMap(option -> List.of(option.names()).stream())
                    .toList();
            return Nearest.to(word.replaceFirst("=.*", ""), options)
                    .map(option -> "did you mean \"" + option + "\"?")
                    .orElse(help(command));
        }
        Collection<String> commands = command.getSubcommands().keySet();
        return commands.isEmpty() ? help(command) : Nearest.hint(word, commands);
    }

    private static String help(CommandLine command) {
        return "see " + command.getCommandSpec().qualifiedName() + " --help";
    }

    private int explain(Console console, Exception thrown) {
        if (stacktrace) {
            thrown.printStackTrace(console.humanWriter());
        }
        if (thrown instanceof Failure failure) {
            console.error(String.valueOf(failure.getMessage()), failure.mend());
            return failure.code().number();
        }
        if (thrown instanceof RunStoreException store) {
            console.error(String.valueOf(store.getMessage()), store.mend());
            return ExitCode.FAILED.number();
        }
        if (thrown instanceof EngineException engine) {
            console.error(String.valueOf(engine.getMessage()), engine.mend());
            return ExitCode.FAILED.number();
        }
        if (thrown instanceof ScriptException script) {
            console.error(String.valueOf(script.getMessage()), "");
            boolean theirs = script.category() == ScriptException.Category.UNREADABLE;
            return (theirs ? ExitCode.USAGE : ExitCode.FAILED).number();
        }
        boolean environment = thrown instanceof UncheckedIOException;
        console.error(
                environment ? String.valueOf(thrown.getMessage()) : "this is a bug in Tensile: " + thrown,
                stacktrace ? "" : "--stacktrace shows where it came from");
        return ExitCode.FAILED.number();
    }

    /** Gives every command the console. */
    private record Commands(Main main, Console console) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (type == Main.class) {
                return type.cast(main);
            }
            for (var constructor : type.getDeclaredConstructors()) {
                if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Console.class) {
                    return type.cast(constructor.newInstance(console));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"tensile " + Home.version()};
        }
    }
}

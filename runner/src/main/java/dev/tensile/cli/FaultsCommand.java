package dev.tensile.cli;

import dev.tensile.engine.Ability;
import dev.tensile.engine.Engine;
import dev.tensile.experiment.Nearest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "faults", description = "Which faults there are, which engine can inject them, and what each needs.")
final class FaultsCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "FAULT", description = "One of them, in full.")
    Optional<String> fault = Optional.empty();

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = "What one engine can do: local, chaosmesh, litmus.")
    Optional<String> engine = Optional.empty();

    FaultsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Engine> engines = engine.map(name -> List.of(Engines.of(name, ""))).orElseGet(() -> Engines.all(""));
        if (fault.isPresent()) {
            one(fault.get(), engines);
        } else if (engine.isPresent()) {
            of(engines.get(0));
        } else {
            overview(engines);
        }
        return 0;
    }

    private static Set<String> words(List<Engine> engines) {
        Set<String> words = new LinkedHashSet<>();
        engines.forEach(one -> one.abilities().forEach(ability -> words.add(ability.fault())));
        return words;
    }

    private static Optional<Ability> find(Engine engine, String word) {
        return engine.abilities().stream()
                .filter(ability -> ability.fault().equals(word))
                .findFirst();
    }

    private void overview(List<Engine> engines) {
        StringBuilder line = new StringBuilder(pad("fault", 20));
        engines.forEach(one -> line.append(pad(one.name(), 26)));
        console.data(line.toString().stripTrailing() + "\n");
        for (String word : words(engines)) {
            StringBuilder row = new StringBuilder(pad(word, 20));
            engines.forEach(one -> row.append(pad(
                    find(one, word).map(Ability::by).map(FaultsCommand::brief).orElse("–"), 26)));
            console.data(row.toString().stripTrailing() + "\n");
        }
        console.say("tensile faults FAULT says what one needs, and what it cannot do");
    }

    private static String brief(String text) {
        return text.length() <= 25 ? text : text.substring(0, 24) + "…";
    }

    private void of(Engine one) {
        for (Ability ability : one.abilities()) {
            console.data(pad(ability.fault(), 20) + ability.by() + "\n");
            console.data(pad("", 20) + "needs " + ability.needs() + "\n");
            if (!ability.limits().isEmpty()) {
                console.data(pad("", 20) + ability.limits() + "\n");
            }
        }
    }

    private void one(String word, List<Engine> engines) {
        Set<String> words = words(engines);
        if (!words.contains(word)) {
            throw new Failure(ExitCode.USAGE, "there is no fault \"" + word + "\"", Nearest.hint(word, words));
        }
        for (Engine one : engines) {
            String text = find(one, word).map(FaultsCommand::text).orElse("cannot do it");
            console.data(one.name() + ": " + text + "\n");
        }
    }

    private static String text(Ability ability) {
        return ability.by() + "\n  needs    " + ability.needs() + line("limits   ", ability.limits())
                + line("fidelity ", ability.fidelity()) + line("undo     ", ability.undo());
    }

    private static String line(String name, String text) {
        return text.isEmpty() ? "" : "\n  " + name + text;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}

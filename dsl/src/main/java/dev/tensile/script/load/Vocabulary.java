package dev.tensile.script.load;

import dev.tensile.script.AnswerBuilder;
import dev.tensile.script.BreakerBuilder;
import dev.tensile.script.CpuLadderBuilder;
import dev.tensile.script.DatabaseBuilder;
import dev.tensile.script.DemoShopBuilder;
import dev.tensile.script.DependencyBuilder;
import dev.tensile.script.DiskLadderBuilder;
import dev.tensile.script.DosesBuilder;
import dev.tensile.script.ExperimentBuilder;
import dev.tensile.script.GradedLadderBuilder;
import dev.tensile.script.GuardrailsBuilder;
import dev.tensile.script.HypothesisBuilder;
import dev.tensile.script.KubernetesLinkBuilder;
import dev.tensile.script.LoadBuilder;
import dev.tensile.script.LocalDatabaseBuilder;
import dev.tensile.script.LocalLinkBuilder;
import dev.tensile.script.LocalProgramBuilder;
import dev.tensile.script.LocalResolverBuilder;
import dev.tensile.script.MemoryLadderBuilder;
import dev.tensile.script.MixedLadderBuilder;
import dev.tensile.script.PlainLadderBuilder;
import dev.tensile.script.PodsBuilder;
import dev.tensile.script.PortionedLadderBuilder;
import dev.tensile.script.ProgramBuilder;
import dev.tensile.script.RequestBuilder;
import dev.tensile.script.RetriesBuilder;
import dev.tensile.script.ScarceLadderBuilder;
import dev.tensile.script.ServiceBuilder;
import dev.tensile.script.ShiftedLadderBuilder;
import dev.tensile.script.ThrottledLadderBuilder;
import dev.tensile.script.TransferLadderBuilder;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words of the language, read off its classes so that the list is never stale, and those a script adds. */
final class Vocabulary {
    private static final Pattern DECLARED = Pattern.compile("\\b(?:val|var|fun)\\s+(\\w+)");
    private static final Map<String, Class<?>> BLOCKS = blocks();
    private static final List<String> LOOSE = List.of("Amounts", "Faults", "LoadBuilder", "Mechanisms");
    private static final Set<String> OBJECT = Set.of("equals", "hashCode", "toString", "getClass", "wait", "notify");

    private Vocabulary() {}

    private static Map<String, Class<?>> blocks() {
        Map<String, Class<?>> blocks = new LinkedHashMap<>();
        blocks.put("experiment", ExperimentBuilder.class);
        blocks.put("demoShop", DemoShopBuilder.class);
        blocks.put("service", ServiceBuilder.class);
        blocks.put("dependency", DependencyBuilder.class);
        blocks.put("local", LocalLinkBuilder.class);
        blocks.put("kubernetes", KubernetesLinkBuilder.class);
        blocks.put("database", DatabaseBuilder.class);
        blocks.put("local  ", LocalDatabaseBuilder.class);
        blocks.put("program", ProgramBuilder.class);
        blocks.put("kubernetes ", PodsBuilder.class);
        blocks.put("local ", LocalProgramBuilder.class);
        blocks.put("resolver", LocalResolverBuilder.class);
        blocks.put("load", LoadBuilder.class);
        blocks.put("get", RequestBuilder.class);
        blocks.put("degradedWhen", AnswerBuilder.class);
        blocks.put("hypothesis", HypothesisBuilder.class);
        blocks.put("expect(breaker)", BreakerBuilder.class);
        blocks.put("expect(retries)", RetriesBuilder.class);
        blocks.put("guardrails", GuardrailsBuilder.class);
        blocks.put("ladder", GradedLadderBuilder.class);
        blocks.put("ladder ", PlainLadderBuilder.class);
        blocks.put("ladder  ", PortionedLadderBuilder.class);
        blocks.put("ladder   ", ThrottledLadderBuilder.class);
        blocks.put("ladder    ", CpuLadderBuilder.class);
        blocks.put("ladder     ", MemoryLadderBuilder.class);
        blocks.put("ladder      ", ShiftedLadderBuilder.class);
        blocks.put("ladder       ", DiskLadderBuilder.class);
        blocks.put("ladder        ", TransferLadderBuilder.class);
        blocks.put("ladder         ", ScarceLadderBuilder.class);
        blocks.put("ladder          ", MixedLadderBuilder.class);
        blocks.put("rung", DosesBuilder.class);
        return blocks;
    }

    /** Everything a script may say. */
    static Set<String> language() {
        Set<String> words = new TreeSet<>(
                List.of("experiment", "milliseconds", "seconds", "minutes", "hours", "true", "false", "quantile"));
        BLOCKS.values().forEach(type -> words.addAll(words(type)));
        for (String name : List.of(
                "DeclaredLoad",
                "LatencyMetric",
                "ShareMetric",
                "LatencyClaim",
                "ShareClaim",
                "LimitedClaim",
                "TimeoutsClaim",
                "FallbackClaim",
                "BulkheadClaim",
                "RateLimitClaim",
                "RecoveryClaim",
                "Percent",
                "AnswerHeader")) {
            words.addAll(words(type(name)));
        }
        LOOSE.forEach(file -> words.addAll(words(type(file + "Kt"))));
        return words;
    }

    /** The names that a script declares itself. */
    static Set<String> declaredIn(ScriptSource source) {
        Set<String> names = new TreeSet<>();
        for (String line : source.lines()) {
            Matcher declared = DECLARED.matcher(line);
            while (declared.find()) {
                names.add(declared.group(1));
            }
        }
        return names;
    }

    /** The names of parameters, such as {@code hold}. */
    static Set<String> parameters() {
        Set<String> names = new TreeSet<>();
        Stream<Class<?>> types =
                Stream.concat(BLOCKS.values().stream(), LOOSE.stream().map(file -> type(file + "Kt")));
        types.flatMap(type -> Arrays.stream(type.getMethods()))
                .flatMap(method -> Arrays.stream(method.getParameters()))
                .filter(Parameter::isNamePresent)
                .map(Parameter::getName)
                .filter(name -> name.matches("[a-z]\\w*") && !name.equals("this"))
                .forEach(names::add);
        return names;
    }

    /** The block in which a word is understood. */
    static Optional<String> blockOf(String word) {
        return BLOCKS.entrySet().stream()
                .filter(block -> words(block.getValue()).contains(word))
                .map(block -> block.getKey().strip())
                .findFirst();
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName("dev.tensile.script." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the language has lost " + name, e);
        }
    }

    private static Set<String> words(Class<?> type) {
        Set<String> words = new TreeSet<>();
        for (Method method : type.getMethods()) {
            String name = method.getName();
            if (Modifier.isPublic(method.getModifiers()) && !OBJECT.contains(name) && !name.contains("$")) {
                words.add(word(name));
            }
        }
        return words;
    }

    /** A property's getter counts as the property; durations put a mark after a dash. */
    private static String word(String method) {
        int dash = method.indexOf('-');
        String name = dash < 0 ? method : method.substring(0, dash);
        if (name.matches("[gs]et[A-Z].*")) {
            return name.substring(3, 4).toLowerCase(Locale.ROOT) + name.substring(4);
        }
        return name;
    }
}

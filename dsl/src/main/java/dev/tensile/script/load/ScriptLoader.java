package dev.tensile.script.load;

import dev.tensile.experiment.Problem;
import dev.tensile.experiment.SourceRef;
import dev.tensile.script.compile.CompileAnswer;
import dev.tensile.script.compile.CompileRequest;
import dev.tensile.script.load.ScriptException.Category;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Turns a script into an experiment. A script that was compiled before comes from the cache, some 0.2 s after the JVM's
 * start; otherwise the compiler is asked. Loading runs the script's code, which only declares.
 */
public final class ScriptLoader {
    private final ScriptCache cache;
    private final Compiler compiler;

    public ScriptLoader(CacheFolder folder, Compiler compiler) {
        this.cache = new ScriptCache(folder);
        this.compiler = compiler;
    }

    /** With the user's cache, and the compiler in a child JVM. */
    public static ScriptLoader ofSystem() {
        CacheFolder folder = CacheFolder.ofUser();
        return new ScriptLoader(
                folder,
                request ->
                        new ForkedCompiler(CompilerLocation.ofSystem(), new CompilerArchive(folder)).compile(request));
    }

    /**
     * Compiles, if need be, and evaluates.
     *
     * @param settings values of parameters by name, as written after {@code --set}
     * @throws ScriptException when the surroundings do not let it; what is wrong with the script itself is a problem
     */
    public Loaded load(Path script, Map<String, String> settings) throws InterruptedException {
        return load(script, (source, compiled) -> Evaluation.of(source, compiled, settings, parent(script)));
    }

    /** Compiles, if need be, and evaluates nothing: only what the compiler says is reported. */
    public Loaded compileOnly(Path script) throws InterruptedException {
        return load(script, (source, compiled) -> new Evaluation(Optional.empty(), List.of()));
    }

    private interface Step {
        Evaluation of(ScriptSource source, CompileAnswer compiled);
    }

    private Loaded load(Path script, Step evaluate) throws InterruptedException {
        ScriptSource source = read(script);
        ScriptSource.Decoded decoded = source.decode();
        Optional<Problem> hopeless = hopeless(source, decoded);
        if (hopeless.isPresent()) {
            return Loaded.failed(source, List.of(hopeless.get()));
        }
        List<Problem> problems = new ArrayList<>();
        CompileAnswer compiled = compiled(source, decoded.text(), problems);
        problems.addAll(CompilerMessages.of(source, compiled.diagnostics()));
        if (!compiled.succeeded()) {
            return Loaded.failed(source, inOrder(problems));
        }
        Evaluation evaluation = evaluate.of(source, compiled);
        problems.addAll(evaluation.problems());
        boolean broken = problems.stream().anyMatch(Problem::isError);
        return new Loaded(source, broken ? Optional.empty() : evaluation.experiment(), inOrder(problems));
    }

    private static ScriptSource read(Path script) {
        try {
            return ScriptSource.read(script);
        } catch (IOException e) {
            throw new ScriptException(
                    Category.UNREADABLE, "the script " + script + " cannot be read: does it exist?", e);
        }
    }

    /** What need not be shown to the compiler. */
    private static Optional<Problem> hopeless(ScriptSource source, ScriptSource.Decoded decoded) {
        if (decoded.brokenLine() > 0) {
            SourceRef at = new SourceRef(source.name(), decoded.brokenLine());
            return Optional.of(Problem.error(at, "the script is not UTF-8 text", "save the file in UTF-8"));
        }
        if (decoded.text().isBlank()) {
            SourceRef at = new SourceRef(source.name(), 1);
            return Optional.of(
                    Problem.error(at, "the script is empty", "write experiment(\"…\") { … }; see experiments/"));
        }
        return Optional.empty();
    }

    private CompileAnswer compiled(ScriptSource source, String text, List<Problem> problems)
            throws InterruptedException {
        List<Path> classPath = classPath(source.path());
        String key = key(source);
        Optional<CompileAnswer> cached = cache.find(key);
        if (cached.isPresent()) {
            return cached.get();
        }
        CompileAnswer answer = compiler.compile(new CompileRequest(
                source.name(), text, classPath.stream().map(Path::toString).toList()));
        if (answer.succeeded()) {
            try {
                cache.keep(key, answer);
            } catch (IOException e) {
                problems.add(Problem.warning(
                        SourceRef.NONE,
                        "the compiled script could not be kept: " + e,
                        "point TENSILE_CACHE at a folder of yours, or wait for the compiler each time"));
            }
        }
        return answer;
    }

    private static List<Path> classPath(Path script) {
        try {
            return Stream.concat(ScriptClassPath.language().stream(), ScriptClassPath.beside(script).stream())
                    .toList();
        } catch (IOException e) {
            throw new ScriptException(Category.UNREADABLE, "the folder lib/ beside " + script + " cannot be read", e);
        }
    }

    /** Everything that the classes depend on. A script may call the JDK, so its version belongs to it. */
    private static String key(ScriptSource source) {
        Digest digest = new Digest()
                .add(source.bytes())
                .add(source.name())
                .add(kotlin.KotlinVersion.CURRENT.toString())
                .add(String.valueOf(Runtime.version().feature()));
        try {
            for (Path entry : ScriptClassPath.language()) {
                digest.addTableOfContents(entry);
            }
            for (Path jar : ScriptClassPath.beside(source.path())) {
                digest.add(jar.getFileName().toString()).addContent(jar);
            }
        } catch (IOException e) {
            throw new ScriptException(Category.UNREADABLE, "the class path of the script cannot be read", e);
        }
        return digest.hex();
    }

    private static ClassLoader parent(Path script) {
        try {
            return Evaluation.withJars(ScriptClassPath.beside(script));
        } catch (IOException e) {
            throw new ScriptException(Category.UNREADABLE, "the folder lib/ beside " + script + " cannot be read", e);
        }
    }

    private static List<Problem> inOrder(List<Problem> problems) {
        return problems.stream()
                .sorted(Comparator.comparingInt(problem -> problem.at().line()))
                .distinct()
                .toList();
    }
}

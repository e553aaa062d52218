package dev.tensile.script.load;

import dev.tensile.experiment.Experiment;
import dev.tensile.experiment.Problem;
import dev.tensile.experiment.SourceRef;
import dev.tensile.script.Declarations;
import dev.tensile.script.Declared;
import dev.tensile.script.compile.CompileAnswer;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came out of running a script's lines. */
record Evaluation(Optional<Experiment> experiment, List<Problem> problems) {
    private static final String SHAPE = "write experiment(\"…\") { … } once";

    /** Never closed: the script's code may need a class as long as this JVM lives. */
    static ClassLoader withJars(List<Path> jars) throws MalformedURLException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = jars.get(i).toUri().toURL();
        }
        ClassLoader ours = Evaluation.class.getClassLoader();
        return urls.length == 0 ? ours : new URLClassLoader(urls, ours);
    }

    static Evaluation of(
            ScriptSource source, CompileAnswer compiled, Map<String, String> settings, ClassLoader parent) {
        Declarations declarations = new Declarations(settings);
        List<Problem> problems = new ArrayList<>();
        Thrown thrown = new Thrown(source, compiled);
        try {
            new ScriptClasses(compiled.files(), parent)
                    .loadClass(compiled.mainClass())
                    .getConstructor(Declarations.class)
                    .newInstance(declarations);
        } catch (InvocationTargetException e) {
            problems.add(thrown.problem(e.getTargetException()));
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException("the compiler made a class that is not a script of ours", e);
        }
        declarations.thrown().forEach(exception -> problems.add(thrown.problem(exception)));
        problems.addAll(declarations.problems());
        declarations.experiments().forEach(declared -> problems.addAll(declared.problems()));
        boolean ranToItsEnd = problems.isEmpty() || declarations.thrown().isEmpty();
        if (ranToItsEnd) {
            problems.addAll(exactlyOne(source, declarations, problems));
        }
        return new Evaluation(declarations.experiments().stream().findFirst().flatMap(Declared::experiment), problems);
    }

    private static List<Problem> exactlyOne(ScriptSource source, Declarations declarations, List<Problem> soFar) {
        List<SourceRef> places = declarations.places();
        if (places.isEmpty() && soFar.isEmpty()) {
            SourceRef top = new SourceRef(source.name(), 1);
            return List.of(Problem.error(top, "the script declares no experiment", SHAPE));
        }
        return places.stream()
                .skip(1)
                .map(at -> Problem.error(
                        at,
                        "the script declares another experiment; the first is at line "
                                + places.get(0).line(),
                        "keep one experiment in each script: move this one to a file of its own"))
                .toList();
    }
}

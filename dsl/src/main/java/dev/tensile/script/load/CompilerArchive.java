package dev.tensile.script.load;

import dev.tensile.script.compile.CompileAnswer;
import dev.tensile.script.compile.CompileRequest;
import dev.tensile.script.load.ScriptException.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/**
 * The compiler's classes as the JVM likes them best (application class data sharing): halves the time of a first
 * compilation for some 90 MB of disk. One archive per JDK and set of jars; one that no longer fits is not used.
 */
public final class CompilerArchive {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String SAMPLE = """
            experiment("warm") {
                val slow by param(100.milliseconds)
                val shop = service("shop") { http("http://127.0.0.1:1") }
                val bank = dependency("bank") { local { listen("127.0.0.1:2"); upstream("127.0.0.1:3") } }
                val users = load("users", on = shop) { rate = 1.perSecond; get("/") }
                hypothesis { expect(users.p99) staysWithin 20.percent.ofBaseline }
                guardrails { abortWhen(users.errorRate above 5.percent) }
                baseline(60.seconds)
                ladder(latency(on = bank)) { rung(all of requests, slow, hold = 60.seconds) }
                recovery(60.seconds)
            }
            """;

    private final CacheFolder folder;

    public CompilerArchive(CacheFolder folder) {
        this.folder = folder;
    }

    /** Makes the archive unless it is there already; takes 10 to 20 s. Never while measuring. */
    public Path warm(CompilerLocation compiler) throws InterruptedException {
        Path archive = file(compiler);
        if (Files.exists(archive)) {
            return archive;
        }
        try {
            Path archives = folder.folder("archives");
            Path half = archives.resolve(
                    archive.getFileName() + "." + ProcessHandle.current().pid() + ".part");
            try {
                make(compiler, half);
                return Files.move(half, archive, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(half);
            }
        } catch (IOException e) {
            throw new ScriptException(
                    Category.COMPILER_FAILED, "the compiler's archive could not be kept in " + folder.root(), e);
        }
    }

    private static void make(CompilerLocation compiler, Path to) throws InterruptedException {
        List<String> classPath =
                ScriptClassPath.language().stream().map(Path::toString).toList();
        CompileRequest sample = new CompileRequest("warm.chaos.kts", SAMPLE, classPath);
        CompileAnswer answer =
                ForkedCompiler.run(compiler, List.of("-XX:ArchiveClassesAtExit=" + to), sample, PATIENCE);
        if (!answer.succeeded() || !Files.exists(to)) {
            throw new ScriptException(
                    Category.COMPILER_FAILED, "this JDK made no archive of the compiler: " + answer.diagnostics());
        }
    }

    List<String> flagsToUse(CompilerLocation compiler) {
        Path archive = file(compiler);
        return Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
    }

    /** The JVM compares sizes and times of the jars by itself; here they only keep archives apart. */
    private Path file(CompilerLocation compiler) {
        Digest digest = new Digest()
                .add(System.getProperty("java.vm.version", ""))
                .add(System.getProperty("java.vm.vendor", ""))
                .add(compiler.java().toString());
        for (Path entry : compiler.classPath()) {
            digest.add(entry.toString()).add(sizeAndTime(entry));
        }
        return folder.root().resolve("archives").resolve(digest.hex().substring(0, 32) + ".jsa");
    }

    private static String sizeAndTime(Path entry) {
        try {
            return Files.size(entry) + " " + Files.getLastModifiedTime(entry);
        } catch (IOException missing) {
            return "";
        }
    }
}

package dev.tensile.script.load;

import dev.tensile.experiment.Problem;
import dev.tensile.experiment.SourceRef;
import dev.tensile.script.compile.CompileAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what a script's own code threw, and at which of its lines. */
final class Thrown {
    /** {@code 12#1:57,2}: lines 57 and 58, which do not exist, stand for line 12 (JSR-45, stratum KotlinDebug). */
    private static final Pattern MAPPING = Pattern.compile("(?m)^(\\d+)(?:#\\d+)?(?:,\\d+)?:(\\d+)(?:,(\\d+))?$");

    private final ScriptSource source;
    private final CompileAnswer compiled;

    Thrown(ScriptSource source, CompileAnswer compiled) {
        this.source = source;
        this.compiled = compiled;
    }

    Problem problem(Throwable thrown) {
        String message = thrown.getMessage();
        String what = "the script threw " + thrown.getClass().getSimpleName()
                + (message == null || message.isBlank() ? "" : ": " + message.strip());
        return Problem.error(place(thrown), what, "");
    }

    private SourceRef place(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> source.name().equals(frame.getFileName()))
                .findFirst()
                .map(frame -> new SourceRef(source.name(), line(frame)))
                .orElse(new SourceRef(source.name(), 1));
    }

    /** Code of inline functions such as {@code error()} has lines after the end of the file. */
    private int line(StackTraceElement frame) {
        int line = frame.getLineNumber();
        byte[] bytes = compiled.files().get(frame.getClassName().replace('.', '/') + ".class");
        if (bytes == null || source.line(line).isPresent()) {
            return Math.max(line, 1);
        }
        List<String> text = List.of(new String(bytes, StandardCharsets.ISO_8859_1).split("\\*S KotlinDebug\n", 2));
        if (text.size() < 2) {
            return 1;
        }
        Matcher mapping = MAPPING.matcher(text.get(1).split("\\*E", 2)[0]);
        while (mapping.find()) {
            int from = Integer.parseInt(mapping.group(2));
            int count = mapping.group(3) == null ? 1 : Integer.parseInt(mapping.group(3));
            if (line >= from && line < from + count) {
                return Integer.parseInt(mapping.group(1));
            }
        }
        return 1;
    }
}

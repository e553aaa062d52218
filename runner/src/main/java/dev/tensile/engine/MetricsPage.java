package dev.tensile.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page in the text format of Prometheus, version 0.0.4
 * (https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format). A line that is none is passed over.
 */
final class MetricsPage {
    /** The metric, its labels with their braces, its value; a time behind it is not of interest. */
    private static final Pattern LINE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{([^\\n]*)})?\\s+(\\S+)(?:\\s+-?\\d+)?\\s*");

    private static final Pattern LABEL =
            Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*+)\"\\s*,?");

    /** One sample. */
    record Line(String metric, Map<String, String> labels, double value) {}

    private MetricsPage() {}

    /** Those of the wanted metrics, in the order of the page. */
    static List<Line> lines(String page, Set<String> wanted) {
        List<Line> lines = new ArrayList<>();
        page.lines()
                .filter(line -> wanted.stream().anyMatch(line::startsWith))
                .forEach(line -> parse(line, wanted).ifPresent(lines::add));
        return lines;
    }

    private static Optional<Line> parse(String text, Set<String> wanted) {
        Matcher line = LINE.matcher(text);
        if (!line.matches() || !wanted.contains(line.group(1))) {
            return Optional.empty();
        }
        try {
            String labels = line.group(2) == null ? "" : line.group(2);
            return Optional.of(new Line(line.group(1), labels(labels), Double.parseDouble(line.group(3))));
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException if they are no labels */
    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(text);
        int at = 0;
        while (at < text.length()) {
            label.region(at, text.length());
            if (!label.lookingAt()) {
                throw new IllegalArgumentException("no label: " + text.substring(at));
            }
            labels.put(label.group(1), unescaped(label.group(2)));
            at = label.end();
        }
        return labels;
    }

    private static String unescaped(String value) {
        return value.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
    }
}

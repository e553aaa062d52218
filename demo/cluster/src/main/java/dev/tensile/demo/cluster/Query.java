package dev.tensile.demo.cluster;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a list or a watch asks for: label and field selectors as Kubernetes writes them, and the version to start at. */
record Query(Map<String, String> parameters) {
    private static final Pattern SET = Pattern.compile("\\s*(\\S+)\\s+(in|notin)\\s+\\(([^)]*)\\)\\s*");
    private static final Pattern EQUALITY = Pattern.compile("\\s*([^!=\\s]+)\\s*(!=|==|=)\\s*(\\S*)\\s*");
    private static final Pattern BETWEEN_REQUIREMENTS = Pattern.compile(",(?![^(]*\\))");

    Query {
        parameters = Map.copyOf(parameters);
    }

    /** @param pathAndQuery as the request line has it */
    static Query parse(String pathAndQuery) {
        int mark = pathAndQuery.indexOf('?');
        Map<String, String> parameters = new LinkedHashMap<>();
        if (mark >= 0) {
            for (String parameter : pathAndQuery.substring(mark + 1).split("&")) {
                String[] parts = parameter.split("=", 2);
                parameters.put(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
            }
        }
        return new Query(parameters);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    boolean isWatch() {
        String watch = parameters.getOrDefault("watch", "");
        return watch.equals("true") || watch.equals("1");
    }

    /** Empty or 0 for "from what there is". */
    String resourceVersion() {
        return parameters.getOrDefault("resourceVersion", "");
    }

    boolean matches(Map<String, Object> object) {
        Map<String, Object> labels = Tree.map(Tree.at(object, "metadata", "labels"));
        return all("labelSelector", requirement -> labelMatches(requirement, labels))
                && all("fieldSelector", requirement -> fieldMatches(requirement, object));
    }

    private boolean all(String parameter, Predicate<String> holds) {
        String selector = parameters.getOrDefault(parameter, "");
        return selector.isBlank()
                || Arrays.stream(BETWEEN_REQUIREMENTS.split(selector)).allMatch(holds);
    }

    private static boolean labelMatches(String requirement, Map<String, Object> labels) {
        Matcher set = SET.matcher(requirement);
        if (set.matches()) {
            Set<String> values =
                    Arrays.stream(set.group(3).split(",")).map(String::strip).collect(Collectors.toSet());
            boolean in = labels.containsKey(set.group(1)) && values.contains(Tree.text(labels, set.group(1)));
            return in == set.group(2).equals("in");
        }
        Matcher equality = EQUALITY.matcher(requirement);
        if (equality.matches()) {
            boolean equal = labels.containsKey(equality.group(1))
                    && Tree.text(labels, equality.group(1)).equals(equality.group(3));
            return equal != equality.group(2).equals("!=");
        }
        String key = requirement.strip();
        return key.startsWith("!") ? !labels.containsKey(key.substring(1).strip()) : labels.containsKey(key);
    }

    private static boolean fieldMatches(String requirement, Map<String, Object> object) {
        Matcher equality = EQUALITY.matcher(requirement);
        if (!equality.matches()) {
            throw new Refused(400, "unable to parse requirement: " + requirement);
        }
        List<String> path = Arrays.asList(equality.group(1).split("\\."));
        boolean equal = Tree.text(object, path.toArray(String[]::new)).equals(equality.group(3));
        return equal != equality.group(2).equals("!=");
    }
}

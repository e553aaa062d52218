package dev.tensile.script.load;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Guesses from the indentation which brace was left open. */
final class Braces {
    private Braces() {}

    private record Open(int line, int indent) {}

    /** The line of the brace that was probably never closed. */
    static Optional<Integer> leftOpen(List<String> lines) {
        Deque<Open> open = new ArrayDeque<>();
        for (int i = 0; i < lines.size(); i++) {
            String line =
                    lines.get(i).replaceAll("\"(?:\\\\.|[^\"\\\\])*\"", "").replaceAll("//.*", "");
            int indent = line.length() - line.stripLeading().length();
            boolean first = true;
            for (char c : line.strip().toCharArray()) {
                if (c == '{') {
                    open.push(new Open(i + 1, indent));
                } else if (c == '}' && !open.isEmpty()) {
                    Open closed = open.pop();
                    if (first && closed.indent() > indent) {
                        return Optional.of(closed.line());
                    }
                }
                first = false;
            }
        }
        return open.isEmpty() ? Optional.empty() : Optional.of(open.pop().line());
    }
}

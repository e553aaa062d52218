package dev.tensile.engine.local.postgres;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Which statements somebody means. A search that takes more than {@value #MOST_STEPS} steps finds nothing, so that no expression
 * can hold up a link.
 */
public final class StatementFilter {
    private static final int MOST_STEPS = 1_000_000;

    private final Pattern pattern;

    /** @param expression found in the text of those that are meant; empty for all but control statements */
    public StatementFilter(String expression) {
        pattern = Pattern.compile(expression);
    }

    public boolean means(String text) {
        if (pattern.pattern().isEmpty()) {
            return !new SqlText(text).isControl();
        }
        try {
            return pattern.matcher(new Counted(text, new AtomicInteger())).find();
        } catch (TooLong | StackOverflowError endless) {
            return false; // a repeated group goes deeper with every repetition
        }
    }

    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLong() {
            super("a search took too many steps", null, false, false);
        }
    }

    /** Counts how often it is looked at; parts of it share the count. */
    private static final class Counted implements CharSequence {
        private final CharSequence text;
        private final AtomicInteger steps;

        Counted(CharSequence text, AtomicInteger steps) {
            this.text = text;
            this.steps = steps;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (steps.incrementAndGet() > MOST_STEPS) {
                throw new TooLong();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), steps);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}

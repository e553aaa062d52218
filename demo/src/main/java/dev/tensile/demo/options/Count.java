package dev.tensile.demo.options;

/** How many of something: at least one. */
public record Count(int value) {
    public Count {
        if (value < 1) {
            throw new IllegalArgumentException("a count must be 1 or more, was " + value);
        }
    }

    static Count parse(String text) {
        return new Count(number("a count", text));
    }

    static int number(String what, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(what + " must be a whole number, was '" + text + "'", notANumber);
        }
    }
}

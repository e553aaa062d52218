package dev.tensile.demo.options;

/** A share of calls, in percent: above 0, at most 100. Written with or without the sign, as in {@code 50%}. */
public record Percent(float value) {
    public Percent {
        if (!(value > 0 && value <= 100)) {
            throw new IllegalArgumentException("a percentage must be in (0, 100], was " + value);
        }
    }

    static Percent parse(String text) {
        String number = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
        try {
            return new Percent(Float.parseFloat(number));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("a percentage looks like 50%, was '" + text + "'", notANumber);
        }
    }
}

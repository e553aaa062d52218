package dev.tensile.engine.litmus.center;

/** A text that nobody may see: it has no accessor outside of this package, and does not print. */
public final class Secret {
    private static final String MASK = "•••";

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /**
     * @param name what it is, for the refusal, which does not repeat the text
     * @throws IllegalArgumentException if it is blank or has characters that no header can carry
     */
    public static Secret of(String name, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the " + name + " is blank");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the " + name + " has a line break or another control character in it");
        }
        return new Secret(text);
    }

    String reveal() {
        return text;
    }

    /** Whether a header can carry it. */
    static boolean isPlainAscii(String text) {
        return text.chars().allMatch(letter -> letter > ' ' && letter < 0x7f);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && text.equals(secret.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }
}
